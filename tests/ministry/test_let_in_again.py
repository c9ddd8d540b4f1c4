"""An administrator who lost password or second factor is let in again from the machine itself, since nobody else may be there to."""

from __future__ import annotations

import pytest
from django.test import Client

from legation.office.making_ready import NotReady, let_in
from tests.ministry.small_office import PASSWORD, SmallOffice


def test_an_administrator_is_let_in_again_and_the_trail_keeps_it(office: SmallOffice) -> None:
    from legation.office.people.models import TrailLine

    before = office.client("administrator")
    assert before.get("/en/office/people/").status_code == 200
    password = let_in("administrator")
    person = office.person("administrator")
    assert person.must_change and person.check_password(password) and not person.check_password(PASSWORD)
    assert before.get("/en/office/people/").status_code == 302, "who was signed in is no more"
    assert not person.authenticator_set.exists()
    line = TrailLine.objects.order_by("-pk").first()
    assert line is not None and (line.person, line.deed, line.about) == ("", "access_reset", "administrator")
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    signed = client.post("/en/account/login/", {"login": "administrator", "password": password}, follow=True, secure=True)
    assert signed.redirect_chain[-1][0].endswith("/en/account/password/"), "it is changed first"


@pytest.mark.parametrize("username", ["clerk", "nobody"])
def test_nobody_else_is(office: SmallOffice, username: str) -> None:
    with pytest.raises(NotReady) as refused:
        let_in(username)
    assert "no es administrador hoy" in refused.value.message("es")
