from __future__ import annotations

from pathlib import Path

import pytest

from bot.languages import texts
from bot.model.errors import UsageError
from bot.newsroom import Newsroom
from bot.newsroom.pieces import Access, Block
from tests.fakes.newsroom import MASTHEADS, PIECE, write_newsroom


def test_a_piece_is_read_with_its_head_its_paragraphs_and_its_headings(tmp_path: Path) -> None:
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    piece = next(piece for piece in newsroom.pieces if piece.slug == "five-held")
    assert (piece.author, piece.lag, piece.tags, piece.path) == ("Ana Roe", 30, ("police",), "/town/five-held")
    assert piece.versions[0].blocks == (
        Block("ARMADILLO — Police held five men on Monday, the “largest haul” of the year."),
        Block("Why it matters", heading=True),
        Block("Nobody knows <yet>."),
    )


def test_a_revision_changes_the_words_it_names_and_adds_its_paragraphs(tmp_path: Path) -> None:
    piece = Newsroom.load(write_newsroom(tmp_path)).pieces[0]
    first, second = piece.versions
    assert "held six men" in second.paragraphs[0]
    assert second.paragraphs[-1] == "A sixth was found in the barn."
    assert second.note == "Correction: it was six."
    assert "held five men" in first.paragraphs[0]
    assert first.note is None


def test_what_a_piece_leaves_out_has_its_usual_value(tmp_path: Path) -> None:
    bare = '+++\noutlet = "gazette"\nsection = "town"\ntitle = "T"\nsummary = "S"\nat = 0\n+++\nOne.\n'
    piece = Newsroom.load(write_newsroom(tmp_path, bare=bare)).pieces[0]
    assert (piece.feeds, piece.access, piece.dated, piece.tracked, piece.lag) == (("all",), Access.FULL, True, False, 0)


@pytest.mark.parametrize(
    ("files", "code", "params"),
    [
        ({"five_held": "no head"}, "newsroom-syntax", {"file": "five-held.md"}),
        ({"five_held": "+++\ntitle = \n+++\nOne."}, "newsroom-syntax", {"file": "five-held.md"}),
        ({"five_held": PIECE.replace("title =", "titel =")}, "newsroom-key-missing", {"file": "five-held.md", "key": "title"}),
        (
            {"five_held": PIECE.replace("lag =", "lagg =")},
            "newsroom-key-unknown",
            {"file": "five-held.md", "key": "lagg", "known": "lag"},
        ),
        ({"five_held": PIECE.replace('"gazette"', '"gazete"')}, "newsroom-value", {"key": "outlet", "expected": "gazette"}),
        ({"five_held": PIECE.replace("at = 10", "at = -1")}, "newsroom-value", {"key": "at", "expected": "≥ 0"}),
        ({"five_held": PIECE.replace("at = 10", "at = true")}, "newsroom-value", {"key": "at", "expected": "int"}),
        ({"five_held": PIECE.replace("at = 40", "at = 10")}, "newsroom-value", {"key": "at", "expected": "> 10"}),
        ({"five_held": PIECE.replace('"whole"', '"sports"')}, "newsroom-value", {"key": "feeds", "value": "sports"}),
        ({"five_held": PIECE.replace("old = ", 'old = "Nobody said this" # ')}, "newsroom-value", {"key": "old"}),
        ({"five_held": PIECE.split("ARMADILLO", maxsplit=1)[0]}, "newsroom-value", {"key": "text"}),
        ({"Five_Held": PIECE}, "newsroom-value", {"key": "slug", "value": "Five-Held"}),
        ({"newsroom": MASTHEADS.replace("www.gazette.example", "www.gazette.com")}, "newsroom-value", {"key": "host"}),
        ({"newsroom": MASTHEADS.replace("site_ledger", "site_leger")}, "newsroom-value", {"key": "template"}),
        ({"newsroom": MASTHEADS.replace("/whole.atom", "/feed.xml")}, "newsroom-twice", {"key": "feed.path"}),
        ({"newsroom": ""}, "newsroom-key-missing", {"file": "newsroom.toml", "key": "outlet"}),
    ],
)
def test_the_first_mistake_is_named_by_file_and_key(
    tmp_path: Path, files: dict[str, str], code: str, params: dict[str, str]
) -> None:
    with pytest.raises(UsageError) as caught:
        Newsroom.load(write_newsroom(tmp_path, **files))
    assert caught.value.code == code
    assert params.items() <= caught.value.params.items()
    for language in ("en", "es"):
        told = texts(language).error(caught.value)
        assert told.what
        assert told.where
        assert told.remedy


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        Newsroom.load(tmp_path / "nowhere")
    assert caught.value.code == "newsroom-folder"
    assert "nowhere" in str(caught.value.params["path"])
