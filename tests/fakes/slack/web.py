"""The Web API: methods by their names, with the errors of its documentation."""

from __future__ import annotations

import json

from tests.fakes.slack import check
from tests.fakes.slack.world import Shown, Upload, number, ts


class Refusal(Exception):  # noqa: N818 - the name of an answer
    pass


def method_for(name):
    return _METHODS[name]


def _channel(team, told):
    channel = team.channels.get(told.get("channel") or told.get("channel_id"))
    if channel is None:
        raise Refusal("channel_not_found")
    return channel


def _post(fake, team, told):
    channel = _channel(team, told)
    if channel.is_archived:
        raise Refusal("is_archived")
    if not channel.is_member and not channel.is_im:
        raise Refusal("not_in_channel")
    _checked(team, told)
    shown = Shown(
        channel=channel.id,
        ts=ts(),
        text=told["text"],
        blocks=told.get("blocks") or [],
        thread_ts=told.get("thread_ts"),
        metadata=told.get("metadata"),
        broadcast=bool(told.get("reply_broadcast")),
    )
    assert told.get("unfurl_links") is False, "a card must not be unfurled"
    team.shown.append(shown)
    return {"channel": channel.id, "ts": shown.ts, "message": {"text": shown.text}}


def _ephemeral(fake, team, told):
    channel = _channel(team, told)
    if not channel.is_member and not channel.is_im:
        raise Refusal("not_in_channel")
    _checked(team, told)
    team.shown.append(Shown(channel.id, ts(), told["text"], told.get("blocks") or [], told["user"], told.get("thread_ts")))
    return {"message_ts": team.shown[-1].ts}


def _update(fake, team, told):
    channel = _channel(team, told)
    _checked(team, told)
    found = next((one for one in team.posted(channel.id) if one.ts == told["ts"]), None)
    if found is None:
        raise Refusal("message_not_found")
    found.text, found.blocks, found.edits = told["text"], told.get("blocks") or [], found.edits + 1
    return {"channel": channel.id, "ts": found.ts}


def _checked(team, told):
    try:
        check.message(told, files=team.files, new_blocks=team.new_blocks)
    except check.Invalid as error:
        if error.code == "mention":
            raise AssertionError(str(error)) from error
        raise Refusal(error.code) from error


def _history(fake, team, told):
    return _read(fake, [one for one in team.posted(_channel(team, told).id) if one.thread_ts is None or one.broadcast], told)


def _replies(fake, team, told):
    thread = told["ts"]
    if all(one.ts != thread for one in team.posted(_channel(team, told).id)):
        raise Refusal("thread_not_found")
    return _read(fake, [one for one in team.posted(_channel(team, told).id) if thread in {one.ts, one.thread_ts}], told)


def _read(fake, found, told):
    with_metadata = told.get("include_all_metadata") in {True, "true", "1"}
    oldest = float(told.get("oldest") or 0)
    found = sorted((one for one in found if float(one.ts) > oldest), key=lambda one: one.ts, reverse=True)
    start = int((told.get("cursor") or "at:0").removeprefix("at:"))
    size = min(int(told.get("limit") or 100), fake.page)
    page, more = found[start : start + size], len(found) > start + size
    return {
        "messages": [
            {"type": "message", "ts": one.ts, "text": one.text}
            | ({"metadata": one.metadata} if with_metadata and one.metadata else {})
            for one in page
        ],
        "has_more": more,
        "response_metadata": {"next_cursor": f"at:{start + size}" if more else ""},
    }


def _info(fake, team, told):
    channel = _channel(team, told)
    return {
        "channel": {
            "id": channel.id,
            "name": channel.name,
            "is_member": channel.is_member,
            "is_archived": channel.is_archived,
            "is_im": channel.is_im,
            "is_private": channel.is_private,
            "properties": {"canvas": {"file_id": channel.canvas}} if channel.canvas else {},
        }
    }


def _open(fake, team, told):
    users = told["users"].split(",") if isinstance(told["users"], str) else told["users"]
    if users[0] not in team.users:
        raise Refusal("user_not_found")
    return {"channel": {"id": team.direct(users[0]).id}}


def _user(fake, team, told):
    user = team.users.get(told["user"])
    if user is None:
        raise Refusal("user_not_found")
    asked = told.get("include_locale") in {True, "true", "1"}
    locale = {"locale": user.locale} if asked else {}
    known = {"id": user.id, "team_id": user.home or team.id, "name": user.name, "is_admin": user.is_admin, "is_owner": False}
    return {"user": known | locale}


def _view_open(fake, team, told):
    fake.spend(told["trigger_id"])
    view = _object(told["view"])
    try:
        check.view(view, "modal")
    except check.Invalid as error:
        raise Refusal(error.code) from error
    kept = view | {"id": f"V{number()}", "team_id": team.id}
    team.views.append(kept)
    return {"view": kept}


def _view_publish(fake, team, told):
    view = _object(told["view"])
    try:
        check.view(view, "home")
    except check.Invalid as error:
        raise Refusal(f"{error.code} {error.why}") from error
    team.homes[told["user_id"]] = view
    return {"view": view | {"id": f"V{number()}"}}


def _upload_url(fake, team, told):
    name = f"F{number()}"
    fake.uploads[name] = Upload(told["filename"])
    return {"upload_url": f"{fake.url}upload/{name}", "file_id": name}


def _upload_done(fake, team, told):
    files = _object(told["files"])
    team.files |= {one["id"] for one in files}
    if told.get("channel_id"):
        channel = _channel(team, {"channel": told["channel_id"]})
        if not channel.is_im and not channel.is_member:
            raise Refusal("not_in_channel")
        team.shared += [(channel.id, fake.uploads[one["id"]]) for one in files]
    return {"files": [{"id": one["id"], "title": one.get("title")} | fake.told_of_files for one in files]}


def _canvas_create(fake, team, told):
    channel = _channel(team, told)
    if channel.canvas:
        raise Refusal("channel_canvas_already_exists")
    name = f"F{number()}"
    channel.canvas, team.canvases[name] = name, _object(told["document_content"])["markdown"]
    return {"canvas_id": name}


def _canvas_edit(fake, team, told):
    (change,) = _object(told["changes"])
    assert change["operation"] == "replace"
    assert "section_id" not in change
    if told["canvas_id"] not in team.canvases:
        raise Refusal("canvas_not_found")
    team.canvases[told["canvas_id"]] = change["document_content"]["markdown"]
    return {}


def _canvas_lookup(fake, team, told):
    criteria = _object(told["criteria"])
    wanted = criteria["contains_text"]
    lines = team.canvases[told["canvas_id"]].splitlines()
    heads = {"h1": "# ", "h2": "## "}
    marks = tuple(heads[kind] for kind in criteria["section_types"])
    return {"sections": [{"id": f"s{i}"} for i, line in enumerate(lines) if line.startswith(marks) and wanted in line]}


def _unfurl(fake, team, told):
    for preview in _object(told["unfurls"]).values():
        check._blocks(preview["blocks"], {"actions", "context", "divider", "rich_text", "section"}, team.files)
    team.unfurled.append(told)
    return {}


def _auth(fake, team, told):
    who = {"user": "briefbot", "user_id": team.bot, "bot_id": "B1"}
    if team.workspaces:
        who |= {"enterprise_id": team.id, "is_enterprise_install": True}
    return {"url": "https://x.slack.example/", "team": team.id, "team_id": team.id} | who


def _auth_teams(fake, team, told):
    assert team.workspaces, "asked for with a token of one workspace"
    start = int((told.get("cursor") or "at:0").removeprefix("at:"))
    end = start + min(int(told["limit"]), fake.page)
    more = f"at:{end}" if end < len(team.workspaces) else ""
    teams = [{"id": one, "name": one} for one in team.workspaces[start:end]]
    return {"teams": teams, "response_metadata": {"next_cursor": more}}


def _object(told):
    return json.loads(told) if isinstance(told, str) else told


_METHODS = {
    "auth.teams.list": _auth_teams,
    "auth.test": _auth,
    "canvases.edit": _canvas_edit,
    "canvases.sections.lookup": _canvas_lookup,
    "chat.postEphemeral": _ephemeral,
    "chat.postMessage": _post,
    "chat.unfurl": _unfurl,
    "chat.update": _update,
    "conversations.canvases.create": _canvas_create,
    "conversations.history": _history,
    "conversations.info": _info,
    "conversations.open": _open,
    "conversations.replies": _replies,
    "files.completeUploadExternal": _upload_done,
    "files.getUploadURLExternal": _upload_url,
    "users.info": _user,
    "views.open": _view_open,
    "views.publish": _view_publish,
}
