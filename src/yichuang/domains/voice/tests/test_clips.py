"""Recording the clips of a center."""

import pytest

from yichuang.domains.voice import api as voice
from yichuang.foundation.errors import Denied, Invalid, Missing
from yichuang.foundation.scope import reading

WAV, WEBM = b"RIFF\x24\x00\x00\x00WAVEfmt ", b"\x1aE\xdf\xa3\x01"
M4A = b"\x00\x00\x00\x1cftypM4A \x00\x00\x02\x00M4A isommp42"


@pytest.fixture
def keeper(real_db, actor_with, center):
    return actor_with("place.manage", center=center)


def test_a_clip_is_kept_played_replaced_and_dropped(keeper):
    voice.keep_clip(actor=keeper, name="A", content_type="audio/wav", data=WAV)
    voice.keep_clip(actor=keeper, name="A", content_type="audio/webm;codecs=opus", data=WEBM)
    with reading(keeper):
        assert voice.clip(keeper, "A") == ("audio/webm", WEBM)
        assert list(voice.clips(keeper)) == ["A"]
    voice.keep_clip(
        actor=keeper, name="A", content_type="audio/x-m4a", data=M4A
    )  # as a telephone's own recorder names it
    with reading(keeper):
        assert voice.clip(keeper, "A") == ("audio/mp4", M4A)
    voice.drop_clip(actor=keeper, name="A")
    with reading(keeper), pytest.raises(Missing):
        voice.clip(keeper, "A")
    with pytest.raises(Missing):
        voice.drop_clip(actor=keeper, name="A")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"name": "x"}, "voice.unknown_clip", "name"),
        ({"data": WAV + b"0" * 400_000}, "voice.too_long", "file"),
        ({"data": b"<script>"}, "voice.type", "file"),
        ({"content_type": "text/html"}, "voice.type", "file"),
        ({"content_type": "audio/mpeg", "data": b"ID3\x04" + b"0" * 40}, "voice.type", "file"),
        ({"data": b""}, "file.empty", "file"),
    ],
)
def test_what_is_no_clip_is_refused_by_name(keeper, given, code, field):
    with pytest.raises(Invalid) as no:
        voice.keep_clip(actor=keeper, **{"name": "A", "content_type": "audio/wav", "data": WAV, **given})
    assert (no.value.code, no.value.field) == (code, field)


def test_only_who_sets_up_the_center_records(actor_with, center, real_db):
    with pytest.raises(Denied):
        voice.keep_clip(actor=actor_with("board.read", center=center), name="A", content_type="audio/wav", data=WAV)
