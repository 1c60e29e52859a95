"""The part of the scene that lies between acceptance and decision: promises, hearings, procedures, longer limits."""

import re
from typing import Any


def promise_all(scene: Any) -> None:
    """What may follow, what is to follow, a commitment, and one that was not kept. S04's second paper is the tolerable one."""
    for name in ("tolerable", "tolerated"):
        case = scene._open(name, "S04")
        scene._receive(case)
        codes = list(scene.api.get(f"/cases/{case.no}")["materials"])
        scene.api.put(f"/cases/{case.no}/materials", {codes[1]: {"status": "missing"}})
    scene.api.post(f"/cases/{scene.cases['tolerated'].no}/intake", outcome="accept", tolerate={})
    for name in ("committed", "broken"):
        case = scene._open(name, "S04", procedure="commitment")
        scene._receive(case)
        scene.api.post(f"/cases/{case.no}/intake", outcome="accept", commit={"signing": {"mode": "paper"}})
    broken = scene.cases["broken"].no
    scene.market.post(f"/cases/{broken}/decision", decision="approve", reasons="符合条件")
    scene.market.post(
        f"/cases/{broken}/commitment/verification", result="breach", findings="现场没有建立管理制度",
        verifiers=["赵敏行", "钱守正"], grade="general", basis="《中华人民共和国食品安全法》第三十三条",
    )  # fmt: skip


def before_two_stages(scene: Any) -> None:
    """The minimum living allowance, which the street reviews and the district decides: everything is there, and one just accepted."""
    scene._receive(scene._open("two", "S32"))
    scene._accept("review", "S32")


def report(scene: Any, name: str) -> None:
    """The street sends its opinion and every paper up."""
    no = scene.cases[name].no
    scene.house.staff("dept-bhjd").post(
        f"/office/cases/{no}/time/report/", conclusion="agree", papers=list(scene.api.get(f"/cases/{no}")["materials"]),
        opinion="入户调查两次，信息核对无异常，家庭人均收入低于当地标准；公示七日无异议，建议准予。",
    )  # fmt: skip


def refuse_with_the_notice(scene: Any, name: str, item: str) -> None:
    """Whoever lacks a paper of this item gets the notice and a written refusal together: its switch is on."""
    keeper = scene.house.staff("system")
    for said in ({"act": "refusal", "choice": "yes"}, {"act": "publish"}):
        keeper.post(f"/setup/items/{item}/", **said)
    scene._receive(scene._open(name, item), but=1)


def tell_of_a_hearing(scene: Any, name: str) -> None:
    scene.market.post(
        f"/cases/{scene.cases[name].no}/hearings/tell", matter="排烟设施与相邻住户的利益关系，以及营业时间的噪声影响",
        persons="申请人；相邻住户陈国华；相邻住户阿依古丽·买买提",
    )  # fmt: skip


def arrange(scene: Any, name: str) -> None:
    at = f"/cases/{scene.cases[name].no}/hearings"
    scene.market.post(f"{at}/apply", applicant="陈国华")
    scene.market.post(
        f"{at}/arrange", hold_at="2026-12-08 09:30", place="区政务服务中心三楼听证室", presider="周怀远",
        presider_post="法制科科长",
    )  # fmt: skip


def stop(scene: Any, name: str, **said: Any) -> None:
    """A special procedure begins."""
    scene.house.staff("dept-wjw").post(f"/office/cases/{scene.cases[name].no}/time/start/", **said)


def go_on(scene: Any, name: str, finding: str) -> None:
    """The procedure that runs is over."""
    no, officer = scene.cases[name].no, scene.house.staff("dept-wjw")
    hit = re.search(r"/time/finish/([0-9a-f-]{36})/", officer.get(f"/office/cases/{no}/time/").text)
    assert hit, "no procedure runs"
    officer.post(f"/office/cases/{no}/time/finish/{hit.group(1)}/", finding=finding)


def extend(scene: Any, name: str) -> None:
    """A longer limit is asked for, and approved by another; a second case waits for its answer."""
    for case in (name, "soon"):
        address = f"/office/cases/{scene.cases[case].no}/time"
        scene.house.staff("dept-scjg").post(
            f"{address}/extend/", days=5, reason="经营场所与图纸不一致，需要再次现场核查。"
        )
    scene.house.staff("rep-scjg").post(
        f"/office/cases/{scene.cases[name].no}/time/approve/",
        approver="周正",
        approver_post="云岭区市场监督管理局局长",
    )


def renew(scene: Any) -> None:
    """The case with the longer limit asks to renew a licence in time; the law renewed another's yesterday, since nobody decided."""
    scene.market.post(
        f"/cases/{scene.cases['longer'].no}/renewal", licence_no="JY25001990001234", expires_on="2026-12-31"
    )
    scene.market.post(
        f"/cases/{scene.cases['renewed'].no}/renewal", licence_no="JY25001990005678", expires_on="2026-11-22", days=10,
        basis="《某省食品经营许可管理办法》第三十四条",
    )  # fmt: skip
    scene.house.job("cases.look_for_silence", timestamp=0)
    scene._until("dept-scjg", f"/office/cases/{scene.cases['renewed'].no}/time/", "依法视为准予延续，自")
