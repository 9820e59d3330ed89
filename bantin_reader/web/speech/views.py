"""`/articles/<slug>/speech.json`: the sentences that a voice says; `/articles/<slug>/audio`: the publisher's recording,
or their audio, which is `/articles/<slug>/voice.<suffix>`, too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from flask import Blueprint, Response, request, send_file

from bantin_reader.model.article import ARTICLE_PATH, Article
from bantin_reader.model.glossary import Glossary
from bantin_reader.model.recording import RECORDING_TYPES
from bantin_reader.model.speech import AUDIO_TYPES, SpokenSentence
from bantin_reader.services.articles import ArticleService
from bantin_reader.services.speech.audio import ArticleAudio, AudioService
from bantin_reader.services.speech.script import speech_of
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.urls import url_for

SHARED_CACHE_SECONDS = 300
# The type of each format, without the codec, which Content-Type need not name.
KINDS = {suffix: kind.partition(";")[0] for suffix, kind in {**RECORDING_TYPES, **AUDIO_TYPES}.items()}
# What every browser plays.
EVERYWHERE = "audio/mpeg"
VOICE = "voice_"


def blueprint(reading: ArticleService, audio: AudioService, glossaries: Mapping[str, Glossary]) -> Blueprint:
    speech = Blueprint("speech", __name__)
    speech.add_app_template_filter(audio.audio, "audio")
    speech.add_app_template_filter(audio.voice, "voice")

    @speech.get(f"{ARTICLE_PATH}<slug>/speech.json")
    @route_policy(arguments=(), cookies={}, page_cache=True)
    def sentences(slug: str) -> Response:
        article, _translations = reading.article(slug)
        fields = {"lang": article.lang, **_said(article)}
        response = Response(json.dumps(fields, ensure_ascii=False), content_type="application/json; charset=utf-8")
        return shared_for(SHARED_CACHE_SECONDS, response)

    def _said(article: Article) -> dict[str, object]:
        """The sentences and, if the article has audio, its files. Sentences of the site's own voice have their start
        and end in seconds."""
        voice, first = audio.voice(article), audio.audio(article)
        recording = {"recording": _sources(article, first)} if first and article.recording else {}
        if voice is None or voice.facts is None:
            said = speech_of(article, glossaries.get(article.lang.partition("-")[0]))
            return {"sentences": [_fields(sentence) for sentence in said], **recording}
        timed = zip(voice.facts.sentences, voice.facts.times, strict=True)
        return {
            "sentences": [{**_fields(sentence), "start": start, "end": end} for sentence, (start, end) in timed],
            "audio": _sources(article, voice, VOICE if article.recording else ""),
            **recording,
        }

    def send(article: Article, suffix: str, path: Path) -> Response:
        name = f"{article.slug}.{suffix}"
        response = send_file(path, KINDS[suffix], download_name=name, max_age=SHARED_CACHE_SECONDS)
        response.cache_control.public = True
        return response

    @speech.get(f"{ARTICLE_PATH}<slug>/audio")
    @route_policy(arguments=(), cookies={}, cross_origin=True)
    def audio_file(slug: str) -> Response:
        """The audio in the format that the request's Accept prefers, MP3 if it has no preference (RFC 9110, 12.5.1)."""
        article, _translations = reading.article(slug)
        found = audio.audio(article)
        suffixes = {KINDS[file.suffix]: file.suffix for file in found.files} if found else {}
        kinds = sorted(suffixes, key=EVERYWHERE.__ne__)
        chosen = request.accept_mimetypes.best_match(kinds) or next(iter(kinds), EVERYWHERE)
        suffix = suffixes.get(chosen, "")
        response = send(article, suffix, audio.path(article, suffix))
        response.vary.add("Accept")
        return response

    def audio_format(slug: str, suffix: str) -> Response:
        article, _translations = reading.article(slug)
        return send(article, suffix, audio.path(article, suffix))

    def voice_format(slug: str, suffix: str) -> Response:
        article, _translations = reading.article(slug)
        return send(article, suffix, audio.voice_path(article, suffix))

    policy = route_policy(arguments=(), cookies={}, cross_origin=True)
    for suffix in KINDS:
        view = policy(partial(audio_format, suffix=suffix))
        speech.add_url_rule(f"{ARTICLE_PATH}<slug>/audio.{suffix}", suffix, view)
    for suffix in AUDIO_TYPES:
        view = policy(partial(voice_format, suffix=suffix))
        speech.add_url_rule(f"{ARTICLE_PATH}<slug>/voice.{suffix}", f"{VOICE}{suffix}", view)
    return speech


def _sources(article: Article, audio: ArticleAudio, prefix: str = "") -> dict[str, object]:
    """The files of an article's audio; `prefix` begins the names of their endpoints."""
    sources = [
        {"src": url_for(f"speech.{prefix}{file.suffix}", slug=article.slug), "type": file.media_type}
        for file in audio.files
    ]
    return {"seconds": audio.seconds, "sources": sources}


def _fields(sentence: SpokenSentence) -> dict[str, object]:
    """The fields of a sentence, without `parts` where it has none."""
    return {name: value for name, value in asdict(sentence).items() if value or name != "parts"}
