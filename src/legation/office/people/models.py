"""Accounts, units and their trees, who serves where in which role, and the trail."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

SLUG = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
TREES = ("line", "territorial", "missions")
"""The trees in which units stand, several at once: of command, of territory, and of missions."""


class People(BaseUserManager["Person"]):
    """Finds people by their name for signing in."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of that name."""
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody with an account. The name for signing in is the id that stands in the ledger, and never given to another."""

    username = models.CharField(max_length=40, unique=True, validators=[SLUG])
    name = models.CharField(max_length=120)
    clearance = models.CharField(max_length=40, default="public")
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=True)
    """Whether the password was given by somebody else, and has to be changed first."""
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username


class Unit(models.Model):
    """A unit of the ministry, at home or abroad."""

    id = models.CharField(max_length=60, primary_key=True, validators=[SLUG])
    name_es = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)

    def __str__(self) -> str:
        return self.id


class Branch(models.Model):
    """A unit under another in one tree, from a day until before another; open where no end is set."""

    tree = models.CharField(max_length=20, choices=[(one, one) for one in TREES])
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="branches")
    under = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="below")
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(unit=F("under")), name="no_unit_under_itself"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gt=F("begins")), name="branch_ends_after_it_begins"),
        ]


class Posting(models.Model):
    """Somebody in a unit with a role, from a day until before another: with its end the rights end."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=40)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gt=F("begins")), name="posting_ends_after_it_begins"),
        ]


class TrailLine(models.Model):
    """What somebody did or was refused. The database refuses to change or remove a line."""

    at = models.DateTimeField(auto_now_add=True)
    person = models.CharField(max_length=40, blank=True)
    deed = models.CharField(max_length=60)
    about = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20)
    detail = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["-at"]), models.Index(fields=["person", "-at"])]
