"""What can go wrong, said once: a code with parameters.

The words stand in `languages/xx/texts.toml` under `errors.<code>` as `what`, `where` and `remedy`; one place renders them
(`Texts.error`). Parameters never hold a secret's value.

    BriefbotError
      UsageError        the caller's fault: a command line, an option, a query            exit 2
        SettingsError   many problems of config/ and the environment at once             exit 2
      SourceError       a feed or a page that cannot be read                              exit 1
      StoreError        the database refuses: full, locked, of a newer version            exit 1
      PlatformError     a chat platform refuses                                           exit 1
"""

from __future__ import annotations

from collections.abc import Sequence


class BriefbotError(Exception):
    exit_code = 1

    def __init__(self, code: str, **params: str | float) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from worker processes to the service; keyword parameters do not survive the default way."""
        return _restore, (type(self), self.code, self.params)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({told})"


def _restore(kind: type[BriefbotError], code: str, params: dict[str, str | float]) -> BriefbotError:
    return kind(code, **params)


class UsageError(BriefbotError):
    exit_code = 2


class SettingsError(UsageError):
    """All problems of the settings in `folder` at once, each with its code. `labels`: the desk's language, if known."""

    def __init__(self, problems: Sequence[BriefbotError], folder: str, labels: str | None = None) -> None:
        super().__init__("settings", count=len(problems), folder=folder)
        self.labels = labels
        self.problems = tuple(problems)
        self.folder = folder


class SourceError(BriefbotError):
    pass


class StoreError(BriefbotError):
    pass


class PlatformError(BriefbotError):
    pass
