"""The addresses of a ministry's office beside those of the portal, in one table, each with its policy.

Those of the accounts are allauth's views, each named here: what is not here does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from legation.office.desk.views import (
    adjudicate,
    again,
    attach,
    bulk,
    claim,
    desk,
    draft,
    new,
    plan_row,
    remove,
    review,
)
from legation.office.people.views import people, person, trail, units


class OfficeRoute(NamedTuple):
    """An address after the language: its pattern, the view that answers, its name, who may use it, whether it changes things.

    A ``step`` of a draft has no page of its own: opened, as by a link or a page loaded again, it leads to the draft and changes
    nothing.
    """

    pattern: str
    view: Callable[..., HttpResponse]
    name: str
    policy: str
    writes: bool = False
    step: bool = False


OFFICE_ROUTES: Final = (
    OfficeRoute("account/login/", account.login, "account_login", "entrance", True),
    OfficeRoute("account/second-factor/", mfa.authenticate, "mfa_authenticate", "entrance", True),
    OfficeRoute("account/logout/", account.logout, "account_logout", "entrance", True),
    OfficeRoute("account/inactive/", account.account_inactive, "account_inactive", "entrance"),
    OfficeRoute("account/confirm/", account.reauthenticate, "account_reauthenticate", "self", True),
    OfficeRoute("account/confirm/second-factor/", mfa.reauthenticate, "mfa_reauthenticate", "self", True),
    OfficeRoute("account/password/", account.password_change, "account_change_password", "self", True),
    OfficeRoute("account/", mfa.index, "mfa_index", "self"),
    OfficeRoute("account/app/", totp.activate_totp, "mfa_activate_totp", "self", True),
    OfficeRoute("account/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp", "self", True),
    OfficeRoute("account/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes", "self", True),
    OfficeRoute("account/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes", "self", True),
    OfficeRoute("account/codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes", "self"),
    OfficeRoute("desk/", desk.desk, "desk", "office"),
    OfficeRoute("desk/new/", new.new, "desk_new", "file", True),
    OfficeRoute("desk/sheet/", bulk.bulk, "desk_bulk", "file", True),
    OfficeRoute("desk/sheet/empty/", bulk.empty, "desk_empty", "file", True),
    OfficeRoute("desk/sheet/<str:table>.csv", bulk.headings, "desk_headings", "file"),
    OfficeRoute("desk/remove/", remove.remove, "desk_remove", "reclassify", True),
    OfficeRoute("desk/draft/<slug:id>/", draft.draft, "draft", "office"),
    OfficeRoute("desk/draft/<slug:id>/save/", draft.save, "draft_save", "file", True, True),
    OfficeRoute("desk/draft/<slug:id>/submit/", draft.submit, "draft_submit", "file", True, True),
    OfficeRoute("desk/draft/<slug:id>/withdraw/", draft.withdraw, "draft_withdraw", "file", True, True),
    OfficeRoute("desk/draft/<slug:id>/again/", again.again, "draft_again", "file", True, True),
    OfficeRoute("desk/draft/<slug:id>/attach/", attach.attach, "draft_attach", "file", True, True),
    OfficeRoute("desk/draft/<slug:id>/file/<str:digest>", attach.file, "draft_file", "office"),
    OfficeRoute("desk/draft/<slug:id>/approve/", review.approve, "draft_approve", "review", True, True),
    OfficeRoute("desk/draft/<slug:id>/return/", review.give_back, "draft_return", "review", True, True),
    OfficeRoute("desk/claim/<slug:id>/", claim.claim, "desk_claim", "correct", True),
    OfficeRoute("desk/plan/<slug:id>/", plan_row.plan_row, "desk_plan_row", "file_plans", True),
    OfficeRoute("desk/act/<slug:id>/settle/", adjudicate.adjudicate, "desk_adjudicate", "correct", True),
    OfficeRoute("office/people/", people.people, "people", "administer", True),
    OfficeRoute("office/person/<slug:username>/", person.person, "person", "administer", True),
    OfficeRoute("office/units/", units.units, "units", "administer", True),
    OfficeRoute("office/trail/", trail.trail, "trail", "audit"),
    OfficeRoute("office/trail.csv", trail.table, "trail_table", "audit"),
)


def with_rights(route: OfficeRoute) -> Callable[..., Any]:
    """The view, carrying what the table says of it."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if route.step and request.method != "POST":
            return redirect("draft", id=kwargs["id"])
        return route.view(request, *args, **kwargs)

    answered.policy = route.policy  # type: ignore[attr-defined]
    answered.writes = route.writes  # type: ignore[attr-defined]
    return answered
