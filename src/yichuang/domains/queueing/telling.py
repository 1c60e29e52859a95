"""What people with an appointment are told by message. Always in Chinese, with the link to the appointment."""

from datetime import datetime, timedelta

from yichuang.domains.places import api as places
from yichuang.foundation import messages, privacy
from yichuang.foundation.command import Work
from yichuang.foundation.messages import Recipient

from .models import Appointment

BOOKED = "【%(center)s】已为您预约 %(when)s 办理“%(queue)s”。到场后在自助终端、咨询台或手机上签到；来不了请取消。"
REMINDER = (
    "【%(center)s】提醒：您预约了 %(when)s 办理“%(queue)s”。请带齐材料，提前到场签到；来不了请取消，把时间让给别人。"
)
EARLIER = "【%(center)s】%(free)s 有空出的时段，比您预约的 %(when)s 更早。先到先得，点链接可以改约。"
CALLED_OFF = "【%(center)s】您预约的 %(when)s“%(queue)s”已由工作人员取消，请重新预约或致电 %(phone)s。"

JUST_BOOKED = timedelta(hours=2)


def booked(work: Work, row: Appointment) -> None:
    """It stands."""
    _post(work, row, "appointment.booked", BOOKED)


def reminder(work: Work, row: Appointment) -> None:
    """It is near."""
    _post(work, row, "appointment.reminder", REMINDER)


def earlier(work: Work, row: Appointment, free: datetime) -> None:
    """Somebody gave an earlier time back."""
    _post(work, row, "appointment.earlier", EARLIER, free=when(work, free))


def called_off(work: Work, row: Appointment) -> None:
    """The center cancelled it."""
    _post(work, row, "appointment.cancelled", CALLED_OFF, phone=places.center(work.center_id).phone)


def remind_until(work: Work) -> datetime:
    """Appointments up to then are reminded of now."""
    return work.at + timedelta(hours=places.center(work.center_id).setting("booking_remind_hours"))


def is_worth_it(row: Appointment, at: datetime) -> bool:
    """Whoever booked just now needs no reminder."""
    return at - row.booked_at >= JUST_BOOKED


def when(work: Work, at: datetime) -> str:
    """11 月 25 日 09:30."""
    local = at.astimezone(work.zone)
    return f"{local.month} 月 {local.day} 日 {local:%H:%M}"


def _post(work: Work, row: Appointment, template: str, text: str, **more: str) -> None:
    phone = privacy.unseal(row.phone)
    if not phone:
        return
    facts = {
        "center": places.center(work.center_id).name,
        "when": when(work, row.starts),
        "queue": row.queue.name,
        **more,
    }
    messages.post(
        work, to=[Recipient("sms", address=phone)], template=template, text=text, facts=facts,
        link=f"/a/{row.tracking_code}/", about=f"appointment:{row.pk}",
    )  # fmt: skip
