"""What may be done to a case in which state: one table for every command that takes a case. Pure.

A command asks it first (`common.stands`), the page `docs/lifecycles.md` is printed from it, and a test walks every pair of state
and act through the real commands. Acts on a handover list, an urging or a pack have the states of those.
"""

from yichuang.foundation.lifecycle import Act, Acts

from .lifecycle import AT_INTAKE, BEFORE_DECISION, CASE, WITH_DEPARTMENT, State

S = State
ANY = frozenset(State)
LOOKED_AT = AT_INTAKE | {S.CORRECTING}
DECIDED = frozenset({S.DECIDED, S.DELIVERED, S.CLOSED})
"""Decided, whatever came after: promises are looked into, breaches answered."""

_ENDED = frozenset({S.CLOSED, S.REFUSED, S.WITHDRAWN, S.RETURNED})
_STOPPED_FIRST = {S.STOPPED: "extension.while_stopped"}


def _move(name: str) -> Act:
    """An act that is one move of the lifecycle, possible where the move is."""
    return Act(CASE.moves[name].sources, "case.wrong_state")


CASE_ACTS = Acts(
    "case",
    tuple(S),
    {
        # at the window
        "change_item": Act(AT_INTAKE, "case.already_decided"),
        "change_parties": Act(AT_INTAKE, "case.already_decided"),
        "set_situation": Act(AT_INTAKE, "case.already_decided"),
        "choose_procedure": Act(AT_INTAKE, "case.already_decided"),
        "check_materials": Act(LOOKED_AT, "case.already_decided"),
        "note_values": Act(LOOKED_AT, "case.already_decided"),
        "answer_difference": Act(LOOKED_AT, "case.already_decided"),
        "attach_file": Act(LOOKED_AT | WITH_DEPARTMENT, "case.already_decided"),
        "give_receipt": Act(ANY, ""),
        "reveal_party": Act(ANY, ""),
        "note_external": Act(ANY - _ENDED, "case.ended"),
        "decide_intake": Act(AT_INTAKE, "case.already_decided"),
        "enter_answer_by_hand": Act(frozenset({S.RECEIVED}), "manual.not_received"),
        "deem": Act(frozenset({S.RECEIVED}), ""),  # the law's act: elsewhere there is nothing for it to do
        "complete_correction": _move("complete"),
        "withdraw": Act(BEFORE_DECISION, "case.wrong_state"),
        "supply": Act(WITH_DEPARTMENT, "tolerance.nothing_open"),
        "withdraw_commitment": _move("renounce"),
        "appeal_breach": Act(DECIDED, "breach.none"),
        "hand_over": Act(frozenset({S.RECEIVED, S.DECIDED, S.DELIVERED}) | WITH_DEPARTMENT, "handover.wrong_state"),
        "urge": Act(frozenset({S.RECEIVED, S.DECIDED}) | WITH_DEPARTMENT, "urging.nothing_owed"),
        "urge_by_code": Act(frozenset({S.RECEIVED, S.DECIDED}) | WITH_DEPARTMENT, "urging.nothing_owed"),
        # at the department
        "give_opinion": Act(WITH_DEPARTMENT, "case.not_under_examination"),
        "start_procedure": Act(WITH_DEPARTMENT, "procedure.not_now"),
        "finish_procedure": Act(frozenset({S.STOPPED}), "procedure.wrong_state"),
        "ask_extension": Act(frozenset({S.ACCEPTED}), "extension.not_now", _STOPPED_FIRST),
        "approve_extension": Act(frozenset({S.ACCEPTED}), "extension.not_asked", _STOPPED_FIRST),
        "decline_extension": Act(WITH_DEPARTMENT, "extension.not_asked"),
        "take_back_extension": Act(WITH_DEPARTMENT, "extension.not_asked"),
        "tell_hearing_right": Act(frozenset({S.ACCEPTED}), "hearing.not_now"),
        "order_hearing": Act(WITH_DEPARTMENT, "hearing.not_now"),
        "apply_for_hearing": Act(WITH_DEPARTMENT, "hearing.none_open"),
        "waive_hearing": Act(WITH_DEPARTMENT, "hearing.none_open"),
        "arrange_hearing": Act(frozenset({S.STOPPED}), "hearing.none_to_hold"),
        "hold_hearing": Act(frozenset({S.STOPPED}), "hearing.none_to_hold"),
        "cancel_hearing": Act(frozenset({S.STOPPED}), "hearing.none_to_hold"),
        "report_up": Act(frozenset({S.ACCEPTED}), "two_stage.not_now", {S.STOPPED: "two_stage.while_stopped"}),
        "note_renewal": Act(WITH_DEPARTMENT, "case.not_under_examination"),
        "renew_by_law": Act(WITH_DEPARTMENT, ""),  # the law's act, as `deem`
        "decide": _move("decide"),
        "give_back": _move("give_back"),
        "admit_late": Act(WITH_DEPARTMENT, "tolerance.nothing_open"),
        "return_lapsed": Act(WITH_DEPARTMENT, "tolerance.nothing_open"),
        "verify_commitment": Act(DECIDED, "commitment.not_decided"),
        "check_repair": Act(DECIDED, "breach.none"),
        "answer_appeal": Act(DECIDED, "breach.none"),
        "decide_breach": Act(DECIDED, "breach.none"),
        "repair_credit": Act(DECIDED, "breach.none"),
        # the result, the end, and what may come after it
        "register_result": Act(frozenset({S.DECIDED}), "case.not_decided"),
        "deliver": Act(frozenset({S.DECIDED}), "case.not_decided"),
        "close_case": _move("close"),
        "reopen": Act(DECIDED | {S.REFUSED, S.RETURNED}, "case.nothing_to_reopen"),
    },
)
