"""What the rules share: blocking facts, turning away, mending at the counter, telling once, acceptance by silence."""

from dataclasses import replace

from .facts import MENDABLE_NOW, IntakeFacts, MaterialFact, Outcome, Reason, why

AGAINST = ("reason_type", "facts", "basis")


def blocks(facts: IntakeFacts) -> list[Reason]:
    """Why nothing can be decided in favour yet, apart from defects."""
    found = []
    if not facts.has_applicant:
        found.append(why("party.applicant_missing"))
    found += [why("material.not_looked_at", name=m.name, material=m.code) for m in facts.unlooked]
    return found + differing(facts)


def differing(facts: IntakeFacts) -> list[Reason]:
    """One reason for each datum on which papers disagree: it is answered or told before anything is decided."""
    return [why("material.differs", name=d.name, material=d.code, what=d.what) for d in facts.differs]


def named(materials: tuple[MaterialFact, ...]) -> list[Reason]:
    """One reason for each defect, by its kind."""
    return [why(f"material.{m.status}", name=m.name, material=m.code) for m in materials]


def silent(facts: IntakeFacts) -> list[Reason]:
    """One reason for each defect that can no longer be told."""
    return [why("material.not_told_then", name=m.name, material=m.code) for m in facts.kept_silent]


def favourable(
    facts: IntakeFacts,
    outcome: str,
    complete: str,
    *,
    papers: tuple[str, ...] = ("acceptance",),
    settles: bool = False,
    may_wait: bool = False,
) -> Outcome:
    """Accept or file: everything required is there and in form. What was not told in time does not stand in the way."""
    held = blocks(facts) + named(facts.tellable)
    more = {"papers": papers, "settles": settles, "may_wait": may_wait}
    if held:
        return Outcome(outcome, False, tuple(held), **more)  # type: ignore[arg-type]
    return Outcome(outcome, True, (why(complete, count=len(facts.materials)), *silent(facts)), **more)  # type: ignore[arg-type]


def deemed(facts: IntakeFacts, reason: str) -> Outcome:
    """Nothing was said in time: accepted from the day of receipt, whatever lacks. What lacks is named, and blocks nothing."""
    if not facts.has_applicant:
        return Outcome("accept", False, tuple(blocks(facts)), papers=("deemed",))
    return Outcome("accept", True, (why(reason, due=facts.tell_by), *silent(facts)), deemed=True, papers=("deemed",))


def correct_now(facts: IntakeFacts) -> Outcome:
    """Errors that can be put right on the spot may be put right on the spot; no paper is needed for that."""
    mendable = tuple(m for m in facts.tellable if m.status in MENDABLE_NOW)
    if not mendable:
        return Outcome("correct_now", False, (why("correct_now.nothing"),))
    return Outcome(
        "correct_now", True, tuple(why("correct_now.possible", name=m.name, material=m.code) for m in mendable)
    )


def one_time_notice(facts: IntakeFacts, *, late: bool = False, refuses_too: bool = False) -> Outcome:
    """Everything at once: so every line must have been looked at, and only what may still be told is told.

    With `refuses_too` a written refusal goes with the notice, under one act.
    """
    papers = ("refusal", "notice") if refuses_too else ("notice",)
    no: list[Reason] = []
    if not facts.has_applicant:
        no.append(why("party.applicant_missing"))
    if late:
        no.append(why("notice.too_late", due=facts.tell_by))
    no += [why("notice.look_at_all", name=m.name, material=m.code) for m in facts.unlooked]
    no += differing(facts)
    if not facts.tellable:
        no.append(why("notice.nothing_to_tell"))
    no += silent(facts)
    told = facts.tellable and not late and not facts.unlooked and not facts.differs and facts.has_applicant
    if told:
        says = why("notice.refuses_and_tells" if refuses_too else "notice.tells", count=len(facts.tellable))
        return Outcome("one_time_notice", True, (says, *named(facts.tellable)), papers=papers)
    return Outcome("one_time_notice", False, tuple(no), papers=papers)


def refuse(facts: IntakeFacts, *, allowed: tuple[str, ...]) -> Outcome:
    """Turning away needs a ground in law. Defects are told, never a ground."""
    if facts.ground in allowed:
        extra = ("competent_organ",) if facts.ground == "not_competent" else ()
        said = (why("refuse.ground", ground=facts.ground, rule=facts.rule),)
        return Outcome("refuse", True, said, AGAINST + extra, papers=("refusal",))
    no = [why("refuse.needs_ground")]
    if facts.defects:
        no.append(why("refuse.defects_are_told"))
    return Outcome("refuse", False, tuple(no), AGAINST, papers=("refusal",))


def not_required(facts: IntakeFacts) -> Outcome:
    """The law asks for nothing here: said at once, in writing."""
    needs = AGAINST[1:]
    if facts.ground == "no_licence_needed":
        return Outcome("not_required", True, (why("not_required.ground"),), needs, papers=("refusal",))
    return Outcome("not_required", False, (why("not_required.needs_ground"),), needs, papers=("refusal",))


def never(outcome: str, code: str) -> Outcome:
    """An outcome that this rule does not know, with the reason."""
    return Outcome(outcome, False, (why(code),))


def of_a_licence(facts: IntakeFacts) -> list[Outcome]:
    """The outcomes of every licence, in the order in which a clerk reads them: silence past the days for telling has accepted."""
    late = facts.overdue
    return [
        deemed(facts, "accept.deemed") if late else favourable(facts, "accept", "accept.complete"),
        never("file", "file.not_a_filing"),
        correct_now(facts),
        beside_a_refusal(one_time_notice(facts, late=late, refuses_too=facts.refuses_too)),
        refuse(facts, allowed=("not_competent", "special_law")),
        not_required(facts),
    ]


def beside_a_refusal(told: Outcome) -> Outcome:
    """Says what a refusal for incompleteness does to a licence's application, where one goes with the notice: it ends nothing."""
    if not told.lawful or "refusal" not in told.papers:
        return told
    return replace(told, reasons=(told.reasons[0], why("notice.refusal_ends_nothing"), *told.reasons[1:]))


def at_once_or_later(facts: IntakeFacts, *, settled: str, accepted: str) -> list[Outcome]:
    """The outcomes where what the hall decides itself is done on the spot, and the rest is accepted with its day.

    `settled` and `accepted` are the codes of the reasons for the one and the other. Silence accepts nothing.
    """
    now = facts.instant
    return [
        favourable(
            facts, "accept", settled if now else accepted, papers=("instant",) if now else ("acceptance",), settles=now,
            may_wait=now,
        ),
        never("file", "file.not_a_filing"),
        correct_now(facts),
        one_time_notice(facts),
        refuse(facts, allowed=("not_competent", "special_law")),
        not_required(facts),
    ]  # fmt: skip
