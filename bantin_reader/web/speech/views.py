"""`/articles/<slug>/speech.json`: the sentences that the player lets a voice say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from flask import Blueprint, Response

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.glossary import Glossary
from bantin_reader.services.articles import ArticleService
from bantin_reader.services.speech.script import speech_of
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.route_policy import route_policy

SHARED_CACHE_SECONDS = 300


def blueprint(reading: ArticleService, glossaries: Mapping[str, Glossary]) -> Blueprint:
    speech = Blueprint("speech", __name__)

    @speech.get(f"{ARTICLE_PATH}<slug>/speech.json")
    @route_policy(arguments=(), cookies={}, page_cache=True)
    def sentences(slug: str) -> Response:
        article, _translations = reading.article(slug)
        said = speech_of(article, glossaries.get(article.lang.partition("-")[0]))
        fields = {"lang": article.lang, "sentences": [asdict(sentence) for sentence in said]}
        response = Response(json.dumps(fields, ensure_ascii=False), content_type="application/json; charset=utf-8")
        return shared_for(SHARED_CACHE_SECONDS, response)

    return speech
