"""`/export config`: the desk as it is in force, as the files of a desk's folder, in one archive. Secrets are not in them."""

from __future__ import annotations

import io
import zipfile

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.model.chat import Attachment, Reply

MIME = "application/zip"


@command(needs="admin")
async def export_config(ask: Ask) -> Reply:
    files = await ask.services.files()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    name = f"config-{ask.now.date().isoformat()}.zip"
    alt = ask.texts.say("replies.export.config_file", desk=ask.desk.name)
    told = show.sentence(ask, "export.config", count=len(files), names=", ".join(files))
    blocks = (told, Attachment(name, MIME, packed.getvalue(), alt))
    return Reply(blocks=blocks, private=True, data={name: body.decode() for name, body in files.items()})
