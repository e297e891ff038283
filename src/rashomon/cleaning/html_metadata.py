"""Reads what a page declares about itself: JSON-LD, OpenGraph, meta tags, and marked-up bylines and dates.

schema.org (https://schema.org/NewsArticle), https://ogp.me/#type_article, HTML's ``time`` element and ``rel=author``.
Nothing is inferred: what the page does not declare is None.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import trafilatura
from lxml import html

from rashomon.cleaning.html_authors import clean_authors
from rashomon.cleaning.html_features import squeeze
from rashomon.cleaning.provenance import iso

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|Liveblog|Posting)$", re.IGNORECASE)
_PAGE = frozenset({"WebPage", "ItemPage", "Recipe", "VideoObject", "CreativeWork", "Event", "PodcastEpisode"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SUFFIX = re.compile(r"\s(?:[|–—-]|»|::|·|•)\s")
_MARKUP = "the page shows it (found by htmldate)"
_WORD = re.compile(r"\w+")
_DATE_NAMES = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time"),
    *("parsely-pub-date", "sailthru.date", "datepublished", "publishdate", "publish-date", "publish_date", "pubdate"),
    *("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "cxenseparse:recs"),
    *("cxenseparse:recs:publishtime", "bt:pubdate", "citation_publication_date", "citation_date", "published_date"),
    *("rnews:datepublished", "originalpublicationdate", "article_date_original", "article.published", "pub_date"),
)
_AUTHOR_NAMES = (
    *("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    *("dcterms.creator", "article:author_name", "citation_author", "cxenseparse:author", "rbauthors", "creator"),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's own statements. ``published`` is ISO 8601 with the time and zone that the page gives."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_by: str = ""
    guessed: bool = False
    """The date is htmldate's: one that the visible byline gives goes before it."""
    outlet: str | None = None
    description: str | None = None
    url: str | None = None
    language: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_metadata(root: html.HtmlElement, source: str) -> Declared:
    """What the page declares; ``source`` is read by trafilatura where the tags that are read here give no author and
    no date."""
    metas = _metas(root)
    items = list(_items(root))
    articles = _articles(items)
    outlet = _outlet(metas, articles, items)
    extracted = _extracted(root, source)
    published, by = _published(root, metas, articles, extracted.get("date"))
    return Declared(
        title=_title(root, metas, articles, outlet),
        authors=_authors(root, metas, articles, items, outlet, extracted.get("author")),
        published=published,
        published_by=by,
        guessed=by == _MARKUP,
        outlet=outlet,
        description=_first(metas, ("og:description", "description", "twitter:description")),
        url=_first(metas, ("og:url",)) or _canonical(root),
        language=root.get("lang"),
    )


def declared_text(root: html.HtmlElement) -> tuple[str, str]:
    """The text and the headline that the page's metadata give, or empty strings."""
    articles = _articles(list(_items(root)))
    bodies = [body for article in articles if isinstance(body := article.get("articleBody"), str)]
    headline = next((_plain(article.get("headline")) for article in articles if article.get("headline")), "")
    return _TAG.sub(" ", max(bodies, key=len, default="")), headline or _first(_metas(root), ("og:title",)) or ""


def _items(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD, outer ones first; a script that is no JSON is passed over."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            queue: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue:
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                yield node
                queue.extend(value for value in node.values() if isinstance(value, (dict, list)))


def _articles(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The objects that describe an article; where there are none, those that describe the page."""
    found = [item for item in items if any(_ARTICLE.search(name) for name in _types(item))]
    return found or [item for item in items if not _PAGE.isdisjoint(_types(item))]


def _types(item: dict[str, Any]) -> list[str]:
    types = item.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _plain(meta.get("content"))
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], names: Sequence[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _plain(value: Any) -> str:
    """A declared value as text: entities that were escaped twice and left-over tags undone."""
    if not isinstance(value, str):
        return ""
    return " ".join(_TAG.sub(" ", entities.unescape(entities.unescape(value))).split())


def _canonical(root: html.HtmlElement) -> str | None:
    links = (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((link.strip() for link in links if link and link.startswith("http")), None)


def _outlet(metas: dict[str, list[str]], articles: Sequence[Any], items: Sequence[Any]) -> str | None:
    site = (_first(metas, ("og:site_name",)) or "").lstrip("@")
    publishers = [name for article in articles for name in _names(article.get("publisher"), items)]
    if site and not re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+){1,5}/?", site):
        return site
    return publishers[0] if publishers else site or None


def _names(value: Any, items: Sequence[dict[str, Any]], *, depth: int = 0) -> list[str]:
    """The names in a JSON-LD value: a string, an object with a name, a reference to one, or a list of these."""
    if depth > 4:
        return []
    if isinstance(value, str):
        return [_plain(value)] if _plain(value) else []
    if isinstance(value, list):
        return [name for entry in value for name in _names(entry, items, depth=depth + 1)]
    if not isinstance(value, dict):
        return []
    if value.get("name"):
        return _names(value["name"], items, depth=depth + 1)
    reference = value.get("@id")
    for item in items:
        if reference and item is not value and item.get("@id") == reference and item.get("name"):
            return _names(item["name"], items, depth=depth + 1)
    return []


def _title(
    root: html.HtmlElement, metas: dict[str, list[str]], articles: Sequence[Any], outlet: str | None
) -> str | None:
    declared = [_plain(article.get("headline")) or _plain(article.get("name")) for article in articles]
    declared += [title for name in ("og:title", "twitter:title", "title", "headline") for title in metas.get(name, ())]
    page_title = root.find(".//head/title")
    if page_title is not None:
        declared.append(_plain(page_title.text_content()))
    declared = [title for title in declared if title]
    headings = [text for heading in root.iter("h1") if (text := " ".join(heading.text_content().split()))]
    for heading in headings:
        squeezed = squeeze(heading)
        # The page shows what it declares, perhaps with the outlet's name behind it: that heading is the title.
        if len(squeezed) >= 8 and any(squeeze(title).startswith(squeezed) for title in declared):
            return heading
    for title in declared:
        squeezed = squeeze(title)
        if any(len(squeezed) >= 15 and squeeze(heading).startswith(squeezed) for heading in headings):
            return _without_site(title, outlet)
    if declared and len(headings) == 1 and _alike(headings[0], declared):
        return headings[0]
    return _without_site(declared[0], outlet) if declared else headings[0] if headings else None


def _alike(heading: str, declared: Sequence[str]) -> bool:
    """True where half of the heading's words stand in a declared title (one is for readers, the other for search)."""
    words = set(_WORD.findall(heading.casefold()))
    return any(2 * len(words & set(_WORD.findall(title.casefold()))) >= len(words) > 2 for title in declared)


def _without_site(title: str, outlet: str | None) -> str:
    """A title without the name of the outlet behind or before it, set off by a bar or dash."""
    cuts = list(_SUFFIX.finditer(title))
    if not cuts:
        return title
    head, tail = title[: cuts[-1].start()], title[cuts[-1].end() :]
    site = squeeze(outlet or "")
    if site and (squeeze(tail) in site or site in squeeze(tail)):
        return head
    if "|" in cuts[-1][0] and len(tail.split()) <= 4 and len(head.split()) >= 4:
        return head
    return title


def _published(
    root: html.HtmlElement, metas: dict[str, list[str]], articles: Sequence[Any], extracted: str | None
) -> tuple[str | None, str]:
    for article in articles:
        for name in ("datePublished", "dateCreated", "uploadDate"):
            if value := _date(article.get(name)):
                return value, f"the page's JSON-LD gives it as {name}"
    for name in _DATE_NAMES:
        for content in metas.get(name, ()):
            if value := _date(content):
                return value, f"the page's meta tag {name} gives it"
    for element in root.iter("time"):
        marked = "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
        if marked and (value := _date(element.get("datetime"))):
            return value, "the page marks it as the time of publication"
    if extracted and (value := _date(extracted)):
        return value, _MARKUP
    return None, ""


def _date(value: Any) -> str | None:
    text = _plain(value)
    # Zones and fractions come in more forms than ISO 8601 allows; a date before 1990 is a placeholder of the software.
    text = re.sub(r"(\d{2}:\d{2}:\d{2})\.\d{1,9}", r"\1", text)
    text = re.sub(r"^(\d{4})/(\d{2})/(\d{2})", r"\1-\2-\3", text)
    text = re.sub(r"\s?(?:UTC|GMT)$", "Z", text)
    text = re.sub(r"(\d{2}:\d{2}(?::\d{2})?)\s([+-]\d{2}:?\d{2})$", r"\1\2", text)
    found = iso(text) or (iso(text[:10]) if re.match(r"\d{4}-\d{2}-\d{2}(?:\D|$)", text) else None)
    return found if found is not None and found[:4] >= "1990" and len(found) >= 10 else None


def _authors(
    root: html.HtmlElement,
    metas: dict[str, list[str]],
    articles: Sequence[Any],
    items: Sequence[Any],
    outlet: str | None,
    extracted: str | None,
) -> tuple[str, ...]:
    ways: list[list[str]] = [
        [name for article in articles[:1] for name in _names(article.get("author") or article.get("creator"), items)],
        [name for article in articles[1:] for name in _names(article.get("author") or article.get("creator"), items)],
        *(metas.get(name, []) for name in _AUTHOR_NAMES),
        [
            " ".join(link.text_content().split())
            for link in root.iter("a")
            if "author" in (link.get("rel") or "").split()
        ],
        [(extracted or "").replace(";", ",")],
    ]
    for names in ways:
        if authors := clean_authors(names, outlet):
            return authors
    return ()


def _extracted(root: html.HtmlElement, source: str) -> dict[str, str | None]:
    found = trafilatura.extract_metadata(source)
    if found is None:
        return {}
    return {"author": found.author, "date": found.date if found.date and _is_shown(found.date, root, source) else None}


def _is_shown(date: str, root: html.HtmlElement, source: str) -> bool:
    """True where the page holds the whole date, in its code or in a short line: htmldate also completes lone years."""
    if date in source or date.replace("-", "/") in source:
        return True
    year, month, day = date.split("-")
    month_name = _MONTHS[int(month) - 1] + r"[a-z]{0,7}\b\.?"
    numbers = (int(day), int(month))
    pattern = re.compile(
        rf"\b(?:{month_name}\s0?{numbers[0]}\b|0?{numbers[0]}[a-z]{0, 2}\s{month_name}"
        rf"|0?{numbers[1]}[/.]0?{numbers[0]}[/.]|0?{numbers[0]}[/.]0?{numbers[1]}[/.])",
        re.IGNORECASE,
    )
    return any(year[2:] in text and pattern.search(text) for text in root.itertext() if len(text) < 150)
