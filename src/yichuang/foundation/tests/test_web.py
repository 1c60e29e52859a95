"""What every request goes through: odd characters, headers."""

import pytest

HEADERS = {"Authorization": "Bearer nobody", "Idempotency-Key": "k"}


@pytest.mark.parametrize("address", ["/healthz?q=%00", "/v/%00/"])
def test_a_nul_character_in_an_address_is_a_calm_400(db, client, address):
    assert client.get(address).status_code in (400, 404)


@pytest.mark.parametrize("odd", ["\\u0000", "\\ud83d", "\\uD83D x"])
def test_what_no_text_holds_is_refused_in_json_before_the_database_sees_it(db, client, odd):
    answer = client.post(
        "/api/v1/tickets", f'{{"center":"demo","queue":"{odd}"}}', content_type="application/json", headers=HEADERS
    )
    assert answer.status_code == 400


def test_a_nul_character_in_a_form_is_refused(db, client):
    assert client.post("/q/status/", {"no": "1\x00", "last4": "1234"}).status_code == 400


def test_pages_carry_a_strict_content_policy(db, client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'self'" in policy
