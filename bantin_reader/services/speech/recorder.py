"""Makes the audio of articles, the newest first, and removes what is out of date."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from bantin_reader.model.article import Article
from bantin_reader.model.errors import ArticleNotFound, ArticleWithdrawn, SpeechRefused
from bantin_reader.model.glossary import Glossary
from bantin_reader.model.listing import ListFilter
from bantin_reader.model.listing_ports import ArticleLists
from bantin_reader.model.ports import ArticleStore
from bantin_reader.model.speech import AudioArchive, AudioFacts, Sound, SpeechEngine, SpokenSentence, audio_name
from bantin_reader.services.speech.script import speech_of

PAGE_SIZE = 50
MAX_SECONDS = 2 * 60 * 60
# How many new articles' audio readers may have to wait for, while a long run goes on.
RENEW_AFTER = 20


@dataclass(frozen=True)
class Recorded:
    """An article with its audio. `is_new` says that it was made now; `reason` is why none could be made, and `facts`
    then those of an earlier voice's, if there are any."""

    article: Article
    facts: AudioFacts | None
    is_new: bool = False
    reason: str = ""


class Recorder:
    """`most_bytes` is the size of all files: once those of the newest articles reach it, older ones have no audio."""

    def __init__(
        self,
        articles: ArticleStore,
        lists: ArticleLists,
        archive: AudioArchive,
        engine: SpeechEngine,
        glossaries: Mapping[str, Glossary],
        most_bytes: int,
    ) -> None:
        self._articles = articles
        self._lists = lists
        self._archive = archive
        self._engine = engine
        self._glossaries = glossaries
        self._most_bytes = most_bytes
        self._without_voice: set[str] = set()
        self.removed = 0

    def run(self) -> Iterator[Recorded]:
        """Make the audio that is missing, then remove that of other texts, of withdrawn articles and of those that are
        too old; `removed` counts them. Raises StoreUnavailable."""
        names: set[str] = set()
        used = made = 0
        try:
            for article in self._newest_first():
                if used >= self._most_bytes:
                    break
                name = audio_name(article)
                recorded = self._record(article, name)
                if recorded.is_new or recorded.reason:
                    yield recorded
                if recorded.facts and name not in names:
                    names.add(name)
                    used += sum(recorded.facts.bytes.values())
                    made += recorded.is_new
                if made == RENEW_AFTER:
                    self._articles.renew_pages()
                    made = 0
            self.removed = self._archive.remove_others(frozenset(names))
        finally:
            if made or self.removed:
                self._articles.renew_pages()

    def _newest_first(self) -> Iterator[Article]:
        position = None
        while True:
            page = self._lists.slice(ListFilter(), position, PAGE_SIZE)
            for headline in page.headlines:
                try:
                    yield self._articles.by_slug(headline.slug)
                except (ArticleNotFound, ArticleWithdrawn):  # since the list was read
                    continue
            if page.older is None:
                return
            position = page.older

    def _record(self, article: Article, name: str) -> Recorded:
        sentences = speech_of(article, self._glossaries.get(article.lang.partition("-")[0]))
        given = [self._engine.identity, article.lang, [asdict(sentence) for sentence in sentences]]
        made_of = hashlib.sha256(json.dumps(given).encode()).hexdigest()
        there = self._archive.facts(name)
        if there and there.made_of == made_of:
            return Recorded(article, there)
        try:
            with tempfile.NamedTemporaryFile() as samples:
                rate, times = self._speak(article, sentences, samples)
                samples.flush()
                facts = AudioFacts(made_of, times[-1][1], tuple(sentences), tuple(times), {})
                made = self._archive.add(name, article.title, Path(samples.name), rate, facts)
            return Recorded(article, made, is_new=True)
        except SpeechRefused as error:
            return Recorded(article, there, reason=str(error))

    def _speak(
        self, article: Article, sentences: Sequence[SpokenSentence], samples: IO[bytes]
    ) -> tuple[int, list[tuple[float, float]]]:
        """Write the samples of all sentences and the pauses between them; returns the rate, and when each begins and
        ends."""
        rate = position = pause = 0
        self._without_voice.clear()
        times: list[tuple[float, float]] = []
        for sentence in sentences:
            sound = self._sound(sentence, article.lang, rate)
            rate = sound.rate
            silence, count = rate * pause // 1000, len(sound.samples) // 2
            samples.write(bytes(2 * silence) + sound.samples)
            position += silence + count
            times.append(((position - count) / rate, position / rate))
            pause = sentence.pause
            if position / rate > MAX_SECONDS:
                raise SpeechRefused(f"it takes more than {MAX_SECONDS // 3600} hours to say")
        if not times:
            raise SpeechRefused("there is nothing to say")
        return rate, times

    def _sound(self, sentence: SpokenSentence, article_lang: str, rate: int) -> Sound:
        """A sentence, its parts one after the other; `rate` is that of the sentences before, 0 for the first."""
        samples = b""
        for said, lang in sentence.parts or ((sentence.say, sentence.lang),):
            sound = self._part(said, lang, article_lang, rate)
            rate = sound.rate
            samples += sound.samples
        return Sound(rate, samples)

    def _part(self, said: str, lang: str, article_lang: str, rate: int) -> Sound:
        """Words in their own language; by the voice of the article where that language has none, or one that does not
        fit `rate`, the samples a second before."""
        if lang != article_lang and lang not in self._without_voice:
            try:
                sound = self._engine.say(said, lang)
            except SpeechRefused:
                self._without_voice.add(lang)
            else:
                if rate in (0, sound.rate):
                    return sound
        sound = self._engine.say(said, article_lang)
        if rate and sound.rate != rate:
            raise SpeechRefused(f"the engine spoke at {rate:,} Hz, then at {sound.rate:,} Hz")
        return sound
