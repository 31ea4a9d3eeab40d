"""Golden payloads of cards as HTML that looks like the platform they are sent to: for the README's pictures, and for whoever
wants to see a payload without an account."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Part = Mapping[str, Any]

DISCORD = """
body { margin: 0; background: #313338; color: #dbdee1; font: 16px/1.375 "Noto Sans", "DejaVu Sans", sans-serif; }
#message { display: flex; gap: 16px; width: 640px; padding: 16px; }
.face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #5865f2; text-align: center; line-height: 40px; }
.name { font-weight: 600; color: #f2f3f5; } .bot { background: #5865f2; color: #fff; font-size: 10px; font-weight: 600;
  border-radius: 3px; padding: 1px 5px; margin-left: 6px; vertical-align: 2px; }
.container { margin-top: 6px; padding: 12px 16px; background: #2b2d31; border: 1px solid #3f4147; border-left: 4px solid;
  border-radius: 8px; }
h2, h3 { margin: 4px 0; color: #f2f3f5; font-size: 20px; } h3 { font-size: 16px; } p { margin: 2px 0; }
small { color: #949ba4; font-size: 13px; } a { color: #00a8fc; text-decoration: none; }
blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid #4e5058; } ul { margin: 2px 0; padding-left: 20px; }
hr { border: 0; border-top: 1px solid #3f4147; margin: 10px 0; }
time { background: #3f4147; border-radius: 3px; padding: 0 2px; }
code { background: #1e1f22; border-radius: 4px; padding: 1px 4px; font-size: 12px; color: #949ba4; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 0; }
.button { background: #4e5058; color: #fff; border-radius: 8px; padding: 4px 14px; font-size: 14px; }
"""

SLACK = """
body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.46668 "Lato", "Noto Sans", "DejaVu Sans", sans-serif; }
#message { display: flex; gap: 8px; width: 640px; padding: 12px 16px; }
.face { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #1f2a44; color: #fff; text-align: center;
  line-height: 36px; }
.name { font-weight: 900; } .bot { background: #e8e8e8; color: #616061; font-size: 10px; font-weight: 700; border-radius: 2px;
  padding: 1px 3px; margin-left: 4px; vertical-align: 1px; }
p { margin: 4px 0; white-space: pre-wrap; } li p { margin: 0; } a { color: #1264a3; text-decoration: none; }
ul { margin: 2px 0; padding-left: 24px; }
blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid #ddd; white-space: pre-wrap; }
table { border-collapse: collapse; margin: 6px 0; font-size: 14px; } td { border: 1px solid #ddd; padding: 4px 8px;
  vertical-align: top; } tr:first-child td { font-weight: 700; background: #f8f8f8; }
hr { border: 0; border-top: 1px solid #ddd; margin: 8px 0; } .context { color: #616061; font-size: 12px; }
code { border: 1px solid #ddd; border-radius: 3px; background: #f8f8f8; color: #c01343; padding: 1px 3px; font-size: 12px; }
h2 { font-size: 18px; margin: 4px 0; } .row { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.button { border: 1px solid #bbb; border-radius: 8px; padding: 2px 12px; font-weight: 700; font-size: 13px; }
"""

_INLINE = (
    (re.compile(r"\[((?:\\.|[^\]\\])+)\]\((https?://[^)\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"&lt;t:\d+:R&gt;"), "<time>yesterday</time>"),
    (re.compile(r"&lt;t:\d+(?::\w)?&gt;"), "<time>23 November 2026</time>"),
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*])\*(?!\s)(.+?)(?<![\\*])\*"), r"<i>\1</i>"),
    (re.compile(r"\\([^\w\s])"), r"\1"),
)
_TEXT, _SEPARATOR, _CONTAINER, _ROW, _BUTTON = 10, 14, 17, 1, 2


def discord(components: Sequence[Part], name: str = "briefbot") -> str:
    """A page with one message in it, `#message`."""
    return _page(DISCORD, name, "APP", "".join(_of_discord(components)))


def slack(blocks: Sequence[Part], name: str = "briefbot") -> str:
    """A page with one message in it, `#message`."""
    return _page(SLACK, name, "APP", "".join(_of_slack(each) for each in blocks))


def _page(style: str, name: str, badge: str, body: str) -> str:
    head = f'<span class="name">{name}</span><span class="bot">{badge}</span>'
    message = f'<div id="message"><div class="face">B</div><div style="flex: 1">{head}{body}</div></div>'
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style>{message}'


# ── Discord ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_discord(components: Sequence[Part]) -> Iterator[str]:
    for each in components:
        match each["type"]:
            case kind if kind == _CONTAINER:
                colour = f"#{each.get('accent_color') or 0x3F4147:06x}"
                inner = "".join(_of_discord(each["components"]))
                yield f'<div class="container" style="border-left-color: {colour}">{inner}</div>'
            case kind if kind == _TEXT:
                yield _markdown(each["content"])
            case kind if kind == _SEPARATOR:
                yield "<hr>"
            case kind if kind == _ROW:
                yield f'<div class="row">{"".join(_of_discord(each["components"]))}</div>'
            case kind if kind == _BUTTON:
                yield f'<span class="button">{html.escape(each["label"])}</span>'
            case kind:
                raise ValueError(kind)


def _markdown(text: str) -> str:
    """Discord's Markdown, as far as a card has it."""
    return "".join(_line(line) for line in text.split("\n")).replace("</ul><ul>", "").replace("</blockquote><blockquote>", "")


def _line(line: str) -> str:
    for start, made in (
        ("### ", "<h3>{}</h3>"),
        ("## ", "<h2>{}</h2>"),
        ("> -# ", "<blockquote><p><small>{}</small></p></blockquote>"),
        ("> ", "<blockquote><p>{}</p></blockquote>"),
        ("-# ", "<p><small>{}</small></p>"),
        ("- ", "<ul><li>{}</li></ul>"),
    ):
        if line.startswith(start):
            return made.format(_inline(line.removeprefix(start)))
    return f"<p>{_inline(line)}</p>"


def _inline(text: str) -> str:
    told = html.escape(text, quote=False)
    for pattern, made in _INLINE:
        told = pattern.sub(made, told)
    return told


# ── Slack ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


_SLACK: dict[str, tuple[str, str]] = {
    "rich_text": ("<div>", "</div>"),
    "rich_text_section": ("<p>", "</p>"),
    "rich_text_quote": ("<blockquote>", "</blockquote>"),
    "rich_text_list": ("<ul>", "</ul>"),
    "actions": ('<div class="row">', "</div>"),
    "button": ('<span class="button">', "</span>"),
}


def _of_slack(part: Part) -> str:
    if part["type"] not in _SLACK:
        return _styled(part)
    before, after = _SLACK[part["type"]]
    inner = (_of_slack(each) for each in part.get("elements") or [part["text"]])
    if part["type"] == "rich_text_list":
        inner = (f"<li>{each}</li>" for each in inner)
    return f"{before}{''.join(inner)}{after}"


def _styled(each: Part) -> str:
    told = html.escape(each.get("text") or each.get("fallback") or "", quote=False)
    for name, tag in (("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code")):
        if each.get("style", {}).get(name):
            told = f"<{tag}>{told}</{tag}>"
    return f'<a href="{html.escape(each["url"])}">{told}</a>' if each["type"] == "link" else told
