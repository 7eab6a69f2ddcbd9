"""The table of what websites print around a story; each row matches a whole paragraph, and shows one that it is for.

A row must not match a sentence of news. Where words such as "comments" or "cookies" stand in news as well, the row asks
for the whole of the site's formula.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.read.dates import find_dates

__all__ = ["AGENCIES", "NAME", "RULES", "Reach", "Rule", "is_date_line", "match_rule"]

MAX_MATCHED_CHARS = 600
MAX_DATE_LINE_CHARS = 200
MAX_DATE_LINE_WORDS = 6
MAX_BARE_DATE_LINE_WORDS = 3

AGENCIES = (
    r"(?:Reuters|REUTERS|AP|Associated Press|AFP|Agence France-Presse|UPI|Bloomberg|Kyodo(?: News)?|Jiji(?: Press)?"
    r"|Yonhap|Xinhua|TASS|Interfax|DPA|dpa|ANSA|EFE|PTI|ANI|IANS|Anadolu(?: Agency)?|AA|IRNA|KCNA|CNA|Bernama|Agencies)"
)
NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|del|da|van|von|der|den|bin|ibn|al|la|le)){0,4}"
_NAMES = rf"(?-i:{NAME}(?:(?:,| and| &| \||/| with| for| in)+ {NAME}){{0,6}})"
_NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|telegram|reddit|pinterest|messenger|youtube|tiktok|e-?mail"
    r"|google\+?)"
)
_COUNTED = r"[\d,.]+ ?k? (?:views?|shares?|likes|reads|retweets|reactions|points)"
_BUTTON = rf"(?:share|tweet|pin|print|save|like|copy link|copy|bookmark|listen|send|{_COUNTED}|{_NETWORK})"
_SECTION = (
    r"(?:home|menu|search|log ?in|log ?out|sign in|sign up|register|subscribe|account|close|newsletters?|e-?paper"
    r"|live(?: tv)?|videos?|photos?|gallery|podcasts?|weather|news|world|asia|europe|africa|americas|middle east"
    r"|politics|business|economy|sports?|opinion|culture|life|travel|tech|technology|science|health|entertainment"
    r"|about(?: us)?|contact(?: us)?|advertise(?: with us)?|careers|help|faqs?|site ?map|terms(?: of (?:use|service))?"
    r"|terms and conditions|privacy(?: policy)?|cookie policy|accessibility|rss)"
)
_STORY = r"(?:article|story|report|post|piece)"
_CREDITED = (
    r"(?:additional |with )?(?:reporting|writing|editing|translation|graphics?)(?: (?:and|&) (?:writing|editing))?"
)


class Reach(StrEnum):
    """How far furniture reaches: itself, the paragraph after it, the links below it, or the rest of the text."""

    BLOCK = "block"
    NEXT = "next"
    LINKS = "links"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: `pattern` has to match the whole of a paragraph whose white space is collapsed."""

    name: str
    pattern: re.Pattern[str]
    example: str
    reach: Reach = Reach.BLOCK


def _rule(name: str, example: str, *alternatives: str, reach: Reach = Reach.BLOCK) -> Rule:
    """A row that ignores case, except where an alternative says `(?-i:…)`.

    What repeats a choice is possessive (`*+`), so that no page takes exponential time.
    """
    return Rule(name, re.compile("|".join(alternatives), re.IGNORECASE), example, reach)


RULES: tuple[Rule, ...] = (
    # sharing and counting
    _rule(
        "share buttons",
        "Share Facebook Twitter 12",
        r"like (?:this:|loading(?:\.\.\.|…))",
        rf"{_BUTTON}\b(?:(?: ?[,|/•·] ?| )(?:{_BUTTON}|\d+)\b)*+",
    ),
    _rule(
        "share prompt",
        "Share this article",
        r"(?:click to )?(?:share|send|e-?mail|print) (?:this|on|via|by)\b.{0,50}[^.]",
    ),
    _rule(
        "counts", "Read: 482", r"(?:read|reads|views?|hits|visits|likes|shares?|viewed)\s?:? ?[\d,.]+ ?k?(?: times)?"
    ),
    _rule("reading time", "3 min read", r"(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?"),
    _rule("article number", "News ID: 4711", r"(?:news|story|article|post) (?:id|code|number|no\.?) ?[:#]? ?\w+"),
    _rule("no letters", "0:00 / 3:14", r"[\W\d_]+"),
    # addresses and pictures
    _rule("address", "https://post.example/world/pact", r"(?:https?://|www\.)\S+"),
    _rule("picture file", "uploads/2019/08/kang-1024x661.jpg", r"\S+\.(?:jpe?g|png|gif|webp|svg|avif|mp4)"),
    _rule(
        "picture credit",
        "Photo: Mina Park / The Harbour Post",
        r"\(?(?:file |stock )?(?:photo|image|picture|photograph|illustration|video|credit|caption|getty images)s?"
        r"(?: credit)?(?: (?:by|via|courtesy(?: of)?)\b:?|[:/|©]).{1,300}",
    ),
    _rule("picture source", "Image source, Getty Images", r"(?:image|photo|video|media) source,.{1,100}"),
    _rule("picture caption", "Image caption,", r"(?:image|photo|video|media) caption[,:]?", reach=Reach.NEXT),
    _rule("file photo", "FILE - A ship lies in the port of Busan.", r"(?-i:FILE)(?: ?[:–—]| -).{1,500}"),
    _rule(
        "caption",
        "The two ministers in Beijing on Wednesday. (Photo: Pool)",
        rf"(?-i:.{{10,400}}\b(?:{AGENCIES}|EPA|Getty(?: Images)?) ?/ ?[A-Z][^/]{{0,60}})",
        r".{10,400}\([^()]{0,60}(?:photo|/)[^()]{0,60}\)",
    ),
    _rule("e-mail address", "Jane Doe, jane@hill.example", r"(?:.{0,60}[ :,(<])?[\w.+-]+@[\w-]+\.[\w.-]+[)>]?"),
    # what the site wants of its reader
    _rule(
        "follow",
        "Follow us on Twitter",
        r"(?:follow us|(?:join|like|find) us on|join our|follow @\w+|follow the author)\b.{0,80}",
        rf"follow \w+(?: .{{0,40}})?on {_NETWORK}",
    ),
    _rule(
        "newsletter",
        "Sign up for our morning newsletter",
        r"(?:sign up|subscribe)\b.{0,100}\b(?:newsletters?|updates|alerts|inbox|briefing|e-?mails?|free|channel|today"
        r"|now|reading)\b.{0,100}",
        r"get (?:the|our|your|all the)\b.{0,100}\b(?:newsletter|inbox|delivered)\b.{0,60}",
    ),
    _rule(
        "address form",
        "Enter your email address",
        r"(?:enter )?your (?:full )?(?:e-?mail|name)(?: address)?(?: ?[*:(].{0,60}| here"
        r"| will (?:not|never) be .{0,120})?",
    ),
    _rule(
        "thanks",
        "Thank you for subscribing!",
        r"thank(?:s| you) for (?:subscribing|signing up|reading|registering|your (?:comment|feedback)).{0,120}",
    ),
    _rule("app", "Download our app", r"(?:download|get) (?:our|the) .{0,40}\bapp\b.{0,80}"),
    _rule(
        "support",
        "Support our journalism",
        r"support (?:us|(?:our|independent|quality) (?:journalism|work|reporting|newsroom))\b[^.]{0,60}",
        r"donate(?: now)?",
    ),
    _rule(
        "paywall",
        "Already a subscriber? Log in",
        r"already a (?:subscriber|member)\?.{0,80}",
        r"to continue reading,? .{0,120}",
        r"you have .{0,40}free articles? .{0,80}",
        r"this (?:article|content|story) is (?:only )?(?:available )?(?:for|to) (?:subscribers|members).{0,80}",
    ),
    # links to elsewhere
    _rule(
        "more link",
        "Read more: What the pact is for",
        r"(?:read more|also read|read also|read next|read (?:the )?full (?:story|article)|see also|see more"
        r"|more on this(?: story)?|click here|continue reading|learn more|find out more|view (?:all|more)|load more"
        r"|show more|back to top|next (?:article|story|post)|previous (?:article|story|post)|watch(?: now| live)?:"
        r"|in pictures:|live:|listen:)(?!\w).{0,200}",
    ),
    _rule(
        "related links",
        "Related articles",
        r"(?:related|recommended|suggested|popular|trending|latest|top|more|other)"
        r"(?: (?:articles?|stories|news|posts?|topics?|content|coverage|links?|reads?|reading|videos?|headlines)"
        r"|(?: (?:stories|news|articles))?(?: (?:from|in|on|by) [^.]{1,40})| for you| now){0,2}:?",
        reach=Reach.LINKS,
    ),
    _rule(
        "suggestions",
        "You may also like",
        r"(?:you (?:may|might) (?:also )?(?:like|be interested in|have missed)"
        r"|(?:most|must) (?:read|popular|viewed|shared)|don[’']t miss|editor[’']?s[’']? (?:picks?|choice)"
        r"|what to read next|around the web|from our partners"
        r"|(?:sponsored|promoted)(?: (?:content|stories|links))?|elsewhere on .{1,40}|in other news|also in .{1,30}"
        r"|keep reading)(?: [^.]{0,30})?:?",
        reach=Reach.LINKS,
    ),
    _rule(
        "tags",
        "Tags: Japan, trade",
        r"(?:tags?|topics|keywords?|categories|category|filed under|labels?|posted in|in this article|hashtags)"
        r" ?:.{1,300}",
        r"#\w+(?:[ ,]+#\w+)*",
    ),
    _rule(
        "tag list",
        "Tags:",
        r"(?:tags?|topics|keywords?|categories|category|filed under) ?:?",
        reach=Reach.LINKS,
    ),
    # comments
    _rule(
        "comments",
        "Leave a Reply",
        r"leave (?:a|your) (?:reply|comments?).{0,60}",
        r"(?:post|write|submit|add) (?:a |your )?comments?.{0,20}",
        r"comments?(?: section)?(?: ?\(\d+\))?:?",
        r"\d+ (?:comments?|responses?|replies|thoughts)(?: (?:to|on) [\"“‘].{1,120})?",
        r"(?:view|show|see)(?: all)? (?:\d+ )?comments?(?: \(\d+\))?",
        r"join the (?:conversation|discussion).{0,40}",
        r"have your say.{0,40}",
        reach=Reach.REST,
    ),
    _rule(
        "comments closed",
        "Comments are closed.",
        r"this article is closed for comments.{0,60}",
        r"comments? (?:are|is|have been) (?:now )?(?:closed|disabled|off).{0,60}",
    ),
    _rule(
        "comment form",
        "You must be logged in to post a comment.",
        r"(?:please|you must|you need to) (?:log|sign|be logged|register)\b.{0,60}\b(?:post|comment|reply)\b.{0,60}",
        r"you are commenting using .{0,80}",
        r"required fields .{0,60}",
        r"notify me of .{0,80}",
        r"save my name.{0,120}",
        r"connecting to %s",
        r"this site uses akismet.{0,120}",
        r"learn how your comment .{0,60}",
        r"(?:google|twitter|facebook|wordpress\.com) (?:photo|picture|logo)",
    ),
    _rule(
        "captcha",
        "Captcha refresh",
        r"security (?:key|code|check|question) ?:.{0,40}",
        r"(?:refresh )?captcha(?: .{0,40})?",
        r"enter the (?:code|characters|text|word|numbers).{0,80}",
        r"i[’']?a?m not a robot",
        r"verify (?:that )?you are (?:a )?human.{0,80}",
        r"page (?:generated|rendered|loaded) in .{0,40}",
        r"(?:please )?enable javascript.{0,120}",
    ),
    _rule(
        "write to us",
        "Please email the editor",
        r"(?:please )?(?:e-?mail|contact|write to) (?:the|our) (?:editor|newsroom|author|reporter|writer)s?\b.{0,120}",
        r"report (?:an error|a typo|a correction|this ad|a problem).{0,60}",
        r"send us (?:your|an?|feedback|tips)\b.{0,80}",
        r"got a (?:tip|story)\?.{0,100}",
    ),
    # law
    _rule(
        "cookies",
        "We use cookies to improve this site. Accept",
        r"(?:we|this (?:web)?site|our (?:web)?site|we and our partners)\b.{0,40}\buses?\b.{0,60}\bcookies?\b.{0,450}",
        r"by (?:continuing|clicking|using|browsing|closing)\b.{0,120}\byou (?:also |hereby )?(?:agree|accept|consent)\b"
        r".{0,200}",
        r"(?:accept|reject|allow|decline|manage)(?: all)?(?: (?:cookies|preferences|settings|consent|options))?",
        r"i (?:agree|accept)|got it!?",
        r"(?:cookie|privacy) (?:policy|settings|preferences|notice|consent)",
        r"we (?:value|care about) your privacy.{0,200}",
    ),
    _rule(
        "copyright",
        "© 2019 The Harbour Post",
        r"(?:.{0,80}(?:©|\(c\) ?\d{4})|copyright (?:©|\(c\)|by|\d{4})).{0,200}",
        r".{0,120}\ball rights reserved\b.{0,120}",
        r"(?:this material|no part of this|reproduction (?:of|in)|republished with|republication)\b.{0,300}"
        r"\b(?:published|reproduced|permission|prohibited|forbidden)\b.{0,120}",
    ),
    _rule(
        "disclaimer",
        "The views expressed in this article are the author's own.",
        r"disclaimer:? .{0,500}",
        r"the (?:views|opinions) expressed (?:in this|here|by the author|are)\b.{0,400}",
        r"our standards:.{0,100}|acquire licensing rights.{0,60}|.{0,40}opens new tab",
    ),
    # the page itself
    _rule(
        "advertisement",
        "ADVERTISEMENT",
        r"advertisements?|advertising|sponsored|promoted|ad|ads? by .{1,30}",
        r"(?:story|article) continues (?:below|after).{0,40}",
        r"(?:skip|continue) to .{0,30}\b(?:ad|advertisement|content|main story|navigation)\b.{0,20}",
    ),
    _rule("navigation", "Home | World | Privacy Policy", rf"{_SECTION}\b(?:(?: ?[|•·/,>»›] ?| ){_SECTION}\b)*+"),
    _rule(
        "breadcrumbs",
        "Home > Asia > Trade row deepens",
        r"(?-i:[A-Z][\w &'’-]{0,30}(?: ?[>»›] ?[A-Z][\w &'’-]{0,80}){1,5})",
    ),
    _rule(
        "page tools",
        "Text size A A A",
        r"(?:text|font) size.{0,20}|a ?[-+] ?a ?[-+]?|aaa",
        r"print(?: this)?(?: page| article)?|toggle .{1,20}|play(?: video| audio)?|loading(?:\.\.\.|…)?",
        r"listen to this (?:article|story).{0,20}|news ?line|breaking news|exclusive|live updates",
    ),
    # credits
    _rule(
        "byline",
        "By Jane Doe and Kim Min-jun, The Harbour Post",
        r"(?:by|written by|words by|words|story by|report by|reported by|posted by|published by|authors?|reporter"
        rf"|writer|edited by|compiled by|translated by) ?[:|]? ?@?{_NAMES},?(?: (?:staff|special) .{{1,30}})?",
    ),
    _rule(
        "byline label",
        "About the author",
        r"(?:by|posted by|written by|about the (?:author|writer|reporter)s?|author|reporter|contributors?):?",
        reach=Reach.NEXT,
    ),
    _rule("agency", "AFP", rf"(?-i:\W?{AGENCIES}(?: (?:staff|Staff|news agency))?\W?)"),
    _rule(
        "desk",
        "Staff Reporter",
        r"(?:our |by )?(?:staff|web|news|foreign|online|special|our)[ -]"
        r"(?:desk|reporters?|writers?|correspondents?|team|report)",
        r"newsroom|agencies",
    ),
    _rule("source line", "Source: Pacific Wire", rf"(?:source|via|courtesy|agency) ?: ?{_NAMES}"),
    _rule(
        "reporting",
        "(Reporting by Jane Doe; editing by Max Roe)",
        rf"\(?{_CREDITED} by (?-i:[A-Z])[^()]{{0,300}}[;)].{{0,200}}",
        rf"{_CREDITED} by {_NAMES}\.?",
        rf"\(?.{{0,120}}\bcontributed to this {_STORY}\b.{{0,60}}",
        r"\(?(?-i:With) (?:inputs?|files|reporting|additional reporting) from .{1,80}",
    ),
    _rule(
        "first published",
        "This article first appeared in The Harbour Post.",
        rf"\(?this {_STORY} (?:(?:was|has been|is) )?(?:(?:originally|first|automatically|not) )?(?:been )?"
        r"(?:published|appeared|posted|updated|republished|edited|adapted|generated|syndicated|auto-generated)"
        r" (?:by|in|on|at|from|with|to)\b.{0,200}",
    ),
)


def match_rule(text: str) -> Rule | None:
    """The first row that matches the whole paragraph; `text` has its white space collapsed."""
    if len(text) > MAX_MATCHED_CHARS:
        return None
    return next((rule for rule in RULES if rule.pattern.fullmatch(text)), None)


_LABEL = re.compile(
    r"\b(?:(?:first )?published|posted|last (?:modified|updated?|changed)|updated?|modified|created"
    r"|date(?: of publication)?|release[dt]?|read|views?|time|on|at|of|by|min read)\b:?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"T?\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\b|\b\d{4} ?(?:GMT|UTC|hrs)\b|\b[ap]\.? ?m\b\.?|\b[A-Z]{2,4}T\b"
    r"|\b(?:GMT|UTC|IST)\b|[+-]\d\d:?\d\d\b|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:published|updated|posted|modified)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")


def is_date_line(text: str) -> bool:
    """Whether the paragraph says when the story was published, and perhaps by whom; never true of a sentence."""
    if len(text) > MAX_DATE_LINE_CHARS or not (dates := find_dates(text)):
        return False
    rest = text
    for written in reversed(dates):
        rest = rest[: written.span.start] + " " + rest[written.span.end :]
    words = _LETTERS.findall(_LABEL.sub(" ", _CLOCK.sub(" ", rest)))
    labelled = "|" in text or _CHANGED.search(text) is not None
    limit = MAX_DATE_LINE_WORDS if labelled else MAX_BARE_DATE_LINE_WORDS
    return len(words) <= limit and not any(word[0].islower() for word in words)
