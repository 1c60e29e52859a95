"""The door of delivery: results and signatures.

Inside another act's transaction (they take its `work`): `register`, `hand_over`, `sign_off`, `come_back`, `give_back`,
`take_back`, `send_again`, `recount_results`. On their own: the commands. The evaluator of a window shows `signature_at` and calls `sign`.
"""

from . import events
from .commands import (
    ask_signature,
    cancel_signature,
    hand_over_result,
    post_came_back,
    post_signed_for,
    return_result,
    send_result_again,
    sign,
    take_back_result,
)
from .joins import Proof, Receiver, come_back, give_back, hand_over, register, send_again, sign_off, take_back
from .labels import method_words, relation_words, signing_words, state_words
from .lifecycle import RESULT, SIGNATURE
from .models import METHODS, SIGNING
from .queries import in_stock, late, result, results_of, signature, signature_at, signature_for
from .recounting import later_results, recount_results
from .rules import RELATIONS, signature_image
from .types import HandOverView, ResultView, SignatureView

__all__ = [
    "METHODS", "RELATIONS", "RESULT", "SIGNATURE", "SIGNING", "HandOverView", "Proof", "Receiver", "ResultView",
    "SignatureView", "ask_signature", "cancel_signature", "come_back", "events", "give_back", "hand_over",
    "hand_over_result", "in_stock", "late", "later_results", "method_words", "post_came_back", "post_signed_for",
    "recount_results", "register", "relation_words", "result", "results_of", "return_result", "send_again",
    "send_result_again", "sign", "sign_off", "signature", "signature_at", "signature_for", "signature_image",
    "signing_words", "state_words", "take_back", "take_back_result",
]  # fmt: skip
