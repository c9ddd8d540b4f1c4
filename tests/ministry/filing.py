"""Filing as the browser of an officer does it."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from tests.ministry.small_office import SmallOffice


def begin(client: Client, kind: str, **more: str) -> str:
    """A new draft; gives its id."""
    answer = client.post("/es/desk/new/", {"kind": kind, **more})
    assert answer.status_code == 302, answer.content[-2000:]
    return str(answer["Location"].split("/")[-2])


def save(client: Client, draft: str, seq: int = 1, /, **fields: Any) -> dict[str, Any]:
    """Save fields as the script does; those of the first row are named by their column alone."""
    named = {name if "." in name or name in ("level", "reason") else f"0.{name}": value for name, value in fields.items()}
    body = json.dumps({"seq": seq, "fields": named})
    answer = client.post(f"/es/desk/draft/{draft}/save/", body, content_type="application/json")
    assert answer.status_code == 200, answer.content[-2000:]
    return dict(answer.json())


def submitted(office: SmallOffice, author: str, kind: str, /, **fields: Any) -> str:
    """A draft that waits for a reviewer."""
    client = office.client(author)
    draft = begin(client, kind)
    said = save(client, draft, **fields)
    assert not [one for one in said["wrong"] if one["stops"]], said
    answer = client.post(f"/es/desk/draft/{draft}/submit/")
    assert answer.status_code == 302, answer.content[-3000:]
    return draft


def digest(draft: str) -> str:
    """What a reviewer's page carries."""
    from legation.office.desk.models import Draft

    return str(Draft.objects.get(pk=draft).digest)


def approve(office: SmallOffice, reviewer: str, draft: str) -> Any:
    """Approve what waits."""
    return office.client(reviewer).post(f"/es/desk/draft/{draft}/approve/", {"digest": digest(draft)})


def sealed(office: SmallOffice, kind: str, /, author: str = "officer", reviewer: str = "reviewer", **fields: Any) -> str:
    """A draft that went all the way."""
    draft = submitted(office, author, kind, **fields)
    answer = approve(office, reviewer, draft)
    assert answer.status_code == 302, answer.content[-3000:]
    return draft


SEVERED = {"date": "1879-04-05", "object": "chile", "title": "Relations severed", "title_es": "Ruptura de relaciones"}
"""What an officer types of a rupture."""
