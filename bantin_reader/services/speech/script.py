"""What a voice says of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from bantin_reader.model.article import Article
from bantin_reader.model.body_figures import render_figures
from bantin_reader.model.glossary import Glossary
from bantin_reader.model.picture import Figure
from bantin_reader.model.speech import SpokenSentence
from bantin_reader.services.speech.blocks import Block, blocks_of
from bantin_reader.services.speech.sentences import sentences
from bantin_reader.services.speech.spoken_text import spoken

# Pauses after a sentence, in milliseconds.
PAUSES = {
    "title": 900,
    "heading": 700,
    "paragraph": 400,
    "item": 300,
    "caption": 500,
    "table": 500,
    "row": 300,
    "byline": 0,
}
WITHIN_BLOCK = 120
# What is said before a caption, unless it begins with one of the words after it.
ANNOUNCED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vi": {"caption": ("Chú thích ảnh", "Ảnh", "Chú thích"), "table": ("Bảng", "Biểu", "Phụ lục")},
    "en": {"caption": ("Picture caption", "Photo", "Picture", "Caption"), "table": ("Table", "Annex")},
}


@dataclass(frozen=True)
class Wording:
    """How the words of an article are said: its language, and those of the glossary in it (`spoken`)."""

    lang: str
    said: Mapping[str, str]
    expansions: Mapping[str, str]

    def spoken(self, text: str, lang: str) -> str:
        return spoken(text, lang, self.expansions, self.said)


def speech_of(article: Article, glossary: Glossary | None = None) -> list[SpokenSentence]:
    """Title, sapo, body with its captions, and byline. Rows of a table are said with their column heads."""
    blocks = [Block("title", article.title), Block("paragraph", article.sapo), *_figure(article.figure)]
    blocks += [*blocks_of(render_figures(article.body, _caption)), Block("byline", article.byline)]
    text = " ".join(block.text for block in blocks)
    said = glossary.said if glossary else {}
    expansions = glossary.unexplained_in(text, article.category) if glossary else {}
    own = Wording(article.lang, said, expansions)
    return [sentence for block in blocks if block.text for sentence in _sentences(block, own)]


def _sentences(block: Block, wording: Wording) -> Iterator[SpokenSentence]:
    lang = block.lang or wording.lang
    texts = [block.text] if block.kind in ("row", "title", "heading") else sentences(block.text)
    end = 0
    for place, text in enumerate(texts):
        start = block.text.index(text, end)
        end = start + len(text)
        words = _row(block) if block.kind == "row" else text
        said = wording.spoken(words, lang)
        pause = PAUSES[block.kind] if place == len(texts) - 1 else WITHIN_BLOCK
        if any(map(str.isalnum, said)):
            parts = _parts(block, start, end, lang, wording) if block.kind != "row" else ()
            before = _announcement(block, lang) if start == 0 else ""
            if before and parts:
                first, *rest = parts
                parts = ((f"{before} {first[0]}", lang), *rest) if first[1] == lang else ((before, lang), *parts)
            yield SpokenSentence(text, f"{before} {said}".lstrip(), lang, pause, parts)


def _announcement(block: Block, lang: str) -> str:
    """What is said before a block: the number of an item, or that it is a caption; empty for most."""
    if block.marker:
        return f"{block.marker},"
    said, *others = ANNOUNCED.get(lang.partition("-")[0].lower(), {}).get(block.kind, ("",))
    return f"{said}:" if said and not block.text.startswith((said, *others)) else ""


def _parts(block: Block, start: int, end: int, lang: str, wording: Wording) -> tuple[tuple[str, str], ...]:
    """What is said of a sentence, part by part, each with its language; nothing where all of it is in one."""
    parts, at = [], start
    for first, last, own in block.foreign:
        if own != lang and start <= first and last <= end:
            parts += [(block.text[at:first], lang), (block.text[first:last], own)]
            at = last
    if at == start:
        return ()
    parts.append((block.text[at:end], lang))
    said = [(wording.spoken(text, own) if own == lang else spoken(text, own), own) for text, own in parts]
    return tuple((words, own) for words, own in said if any(map(str.isalnum, words)))


def _row(block: Block) -> str:
    """The cells of a row, each after the head of its column: `Xã: Khuổi Mây; Số hộ: 23.`"""
    if not block.cells:
        return block.text
    heads = block.heads if len(block.heads) == len(block.cells) else ("",) * len(block.cells)
    said = [f"{head}: {cell}" if head else cell for head, cell in zip(heads, block.cells, strict=True) if cell]
    return f"{'; '.join(said)}."


def _figure(figure: Figure | None) -> list[Block]:
    return [Block("caption", figure.caption)] if figure and figure.caption else []


def _caption(figure: Figure) -> str:
    """A picture is not said; its caption is."""
    return f"<figcaption>{escape(figure.caption)}</figcaption>" if figure.caption else ""
