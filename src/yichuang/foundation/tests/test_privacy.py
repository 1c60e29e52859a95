"""Sealing, blind index, masks and spoken codes."""

import pytest

from yichuang.foundation import privacy


def test_a_sealed_value_opens_to_the_same_text_and_never_looks_the_same_twice():
    one, two = privacy.seal("510502199003071234"), privacy.seal("510502199003071234")
    assert one != two and privacy.unseal(one) == privacy.unseal(two) == "510502199003071234"


def test_an_altered_value_does_not_open():
    sealed = bytearray(privacy.seal("秘密"))
    sealed[-1] ^= 1
    with pytest.raises(ValueError, match="altered"):
        privacy.unseal(bytes(sealed))


def test_the_blind_index_ignores_case_and_spaces_only():
    assert privacy.blind("51050219900307123x") == privacy.blind(" 51050219900307123X")
    assert privacy.blind("510502199003071234") != privacy.blind("510502199003071235")


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("张三丰", "张**"), ("阿", "阿*"), ("买买提·吐尔逊", "买**"), ("John Smith", "J**"), ("", "")],
)
def test_names_are_masked(name, masked):
    assert privacy.mask_name(name) == masked


def test_a_name_of_fifty_letters_gives_nothing_away():
    assert privacy.mask_name("欧" * 50) == "欧**"


@pytest.mark.parametrize(
    ("number", "masked"),
    [("510502199003071234", "510***********1234"), ("E1234", "E***4"), ("12", "**"), ("EB1234567", "E*******7")],
)
def test_numbers_are_masked(number, masked):
    assert privacy.mask_id(number) == masked


def test_phones_are_masked():
    assert privacy.mask_phone("13812345678") == "138****5678"
    assert privacy.mask_phone("12345") == "***45"


def test_a_code_survives_being_read_aloud_and_typed():
    code = privacy.random_code()
    assert privacy.normal_code(code.lower().replace("-", " ")) == code
    assert len(code) == 14
