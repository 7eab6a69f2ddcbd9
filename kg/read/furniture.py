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
    r"(?:Reuters|REUTERS|AP|Associated Press|AFP|Agence France-Presse|UPI|Bloomberg|Kyodo(?: News)?|Jiji(?: Press)?|Yonhap"
    r"|Xinhua|TASS|Interfax|DPA|dpa|ANSA|EFE|PTI|ANI|IANS|Anadolu(?: Agency)?|AA|IRNA|KCNA|CNA|Bernama|Agencies)"
)
NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|del|da|van|von|der|den|bin|ibn|al|la|le)){0,4}"
_NAMES = rf"{NAME}(?:(?:,| and| &| \||/| with| for| in)+ {NAME}){{0,6}}"
_NETWORK = r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|telegram|reddit|pinterest|messenger|youtube|tiktok|e-?mail|google\+?)"
_BUTTON = rf"(?:share|tweet|pin|print|save|like|copy link|copy|bookmark|listen|send|{_NETWORK})"
_SECTION = (
    r"(?:home|menu|search|log ?in|log ?out|sign in|sign up|register|subscribe|account|close|newsletters?|e-?paper|live(?: tv)?|videos?"
    r"|photos?|gallery|podcasts?|weather|news|world|asia|europe|africa|americas|middle east|politics|business|economy|sports?|opinion"
    r"|culture|life|travel|tech|technology|science|health|entertainment|about(?: us)?|contact(?: us)?|advertise(?: with us)?|careers|help"
    r"|faqs?|site ?map|terms(?: of (?:use|service))?|terms and conditions|privacy(?: policy)?|cookie policy|accessibility|rss)"
)


class Reach(StrEnum):
    """How far a piece of furniture reaches: itself, the paragraph after it, the links below it, or the rest of the text."""

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


def _rule(name: str, pattern: str, example: str, reach: Reach = Reach.BLOCK) -> Rule:
    return Rule(name, re.compile(pattern), example, reach)


RULES: tuple[Rule, ...] = (
    # sharing and counting
    _rule("share buttons", rf"(?i:{_BUTTON}(?:(?: ?[,|/•·] ?| )(?:{_BUTTON}|\d+))*)", "Share Facebook Twitter 12"),
    _rule("share prompt", r"(?i:(?:click to )?(?:share|send|e-?mail|print) (?:this|on|via|by)\b.{0,50}[^.])", "Share this article"),
    _rule("counts", r"(?i:(?:read|reads|views?|hits|visits|likes|shares?|viewed)\s?[:：]? ?[\d,.]+ ?k?(?: times)?)", "Read: 611"),
    _rule("counted", r"(?i:[\d,.]+ ?k? (?:views?|shares?|likes|reads|retweets|reactions|points))", "1.2K shares"),
    _rule("reading time", r"(?i:(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?)", "3 min read"),
    _rule("article number", r"(?i:(?:news|story|article|post) (?:id|code|number|no\.?) ?[:#]? ?\w+)", "News ID: 4711"),
    _rule("no letters", r"[\W\d_]+", "0:00 / 3:14"),
    # addresses and pictures
    _rule("address", r"(?i:(?:https?://|www\.)\S+)", "https://post.example/world/pact"),
    _rule("picture file", r"(?i:\S+\.(?:jpe?g|png|gif|webp|svg|avif|mp4))", "uploads/2019/08/kang-1024x661.jpg"),
    _rule(
        "picture credit",
        r"(?i:\(?(?:file |stock )?(?:photo|image|picture|photograph|illustration|video|credit|caption|getty images)s?"
        r"(?: credit)?(?: (?:by|via|courtesy(?: of)?)\b:?|[:/|©]).{1,300})",
        "Photo: Mina Park / The Harbour Post",
    ),
    _rule("file photo", r"FILE(?: ?[:–—]| -).{1,500}", "FILE - A ship lies in the port of Busan."),
    _rule(
        "caption",
        rf".{{10,400}}(?:\b(?:{AGENCIES}|EPA|Getty(?: Images)?) ?/ ?[A-Z][^/]{{0,60}}|\([^()]{{0,60}}(?:[Pp]hoto|/)[^()]{{0,60}}\))",
        "The two ministers in Beijing on Wednesday. (Photo: Pool)",
    ),
    # what the site wants of its reader
    _rule("follow", r"(?i:(?:follow us|(?:join|like|find) us on|join our)\b.{0,80}|follow @?\w+(?: .{0,40})?on .{0,40})", "Follow us on Twitter"),
    _rule("follow a name", r"(?i:follow (?:@\w+|the author).{0,80})", "Follow @harbourpost"),
    _rule(
        "newsletter",
        r"(?i:(?:sign up|subscribe)\b.{0,100}\b(?:newsletters?|updates|alerts|inbox|briefing|e-?mails?|free|channel|today|now|reading)\b.{0,100})",
        "Sign up for our morning newsletter",
    ),
    _rule("newsletter offer", r"(?i:get (?:the|our|your|all the)\b.{0,100}\b(?:newsletter|inbox|delivered)\b.{0,60})", "Get the day's news in your inbox"),
    _rule("address form", r"(?i:(?:enter )?your (?:e-?mail|name)(?: address)?\b.{0,120})", "Enter your email address"),
    _rule("thanks", r"(?i:thank(?:s| you) for (?:subscribing|signing up|reading|registering|your (?:comment|feedback)).{0,120})", "Thank you for subscribing!"),
    _rule("app", r"(?i:(?:download|get) (?:our|the) .{0,40}\bapp\b.{0,80})", "Download our app"),
    _rule("support", r"(?i:support (?:us|(?:our|independent|quality) (?:journalism|work|reporting|newsroom))\b[^.]{0,60}|donate(?: now)?)", "Support our journalism"),
    _rule("paywall", r"(?i:already a (?:subscriber|member)\?.{0,80}|to continue reading,? .{0,120}|you have .{0,40}free articles? .{0,80})", "Already a subscriber? Log in"),
    _rule("subscribers only", r"(?i:this (?:article|content|story) is (?:only )?(?:available )?(?:for|to) (?:subscribers|members).{0,80})", "This article is for subscribers only."),
    # links to elsewhere
    _rule(
        "more link",
        r"(?i:(?:read more|also read|read also|read next|read (?:the )?full (?:story|article)|see also|see more|more on this(?: story)?|click here"
        r"|continue reading|learn more|find out more|view (?:all|more)|load more|show more|back to top|next (?:article|story|post)"
        r"|previous (?:article|story|post)|watch(?: now| live)?:|in pictures:|live:|listen:)(?!\w).{0,200})",
        "Read more: What the pact is for",
    ),
    _rule(
        "related links",
        r"(?i:(?:related|recommended|suggested|popular|trending|latest|top|more|other)"
        r"(?: (?:articles?|stories|news|posts?|topics?|content|coverage|links?|reads?|reading|videos?|headlines)"
        r"|(?: (?:stories|news|articles))?(?: (?:from|in|on|by) [^.]{1,40})| for you| now)*:?)",
        "Related articles",
        Reach.LINKS,
    ),
    _rule(
        "suggestions",
        r"(?i:(?:you (?:may|might) (?:also )?(?:like|be interested in|have missed)|(?:most|must) (?:read|popular|viewed|shared)|don[’']t miss"
        r"|editor[’']?s[’']? (?:picks?|choice)|what to read next|around the web|from (?:our partners|around the web)|(?:sponsored|promoted)"
        r"(?: (?:content|stories|links))?|elsewhere on .{1,40}|in other news|also in .{1,30}|keep reading)(?: [^.]{0,30})?:?)",
        "You may also like",
        Reach.LINKS,
    ),
    _rule("tags", r"(?i:(?:tags?|topics|keywords?|categories|category|filed under|labels?|posted in|in this article|hashtags) ?[:：].{1,300})", "Tags: Japan, trade"),
    _rule("tag list", r"(?i:(?:tags?|topics|keywords?|categories|category|filed under) ?[:：]?)", "Tags:", Reach.LINKS),
    _rule("hash tags", r"#\w+(?:[ ,]+#\w+)*", "#Japan #trade"),
    # comments
    _rule(
        "comments",
        r"(?i:leave (?:a|your) (?:reply|comments?).{0,60}|(?:post|write|submit|add) (?:a |your )?comments?.{0,20}|comments?(?: section)?(?: ?\(\d+\))?:?"
        r"|\d+ (?:comments?|responses?|replies|thoughts)(?: (?:to|on) [\"“‘].{1,120})?|(?:view|show|see)(?: all)? (?:\d+ )?comments?(?: \(\d+\))?"
        r"|join the (?:conversation|discussion).{0,40}|have your say.{0,40})",
        "Leave a Reply",
        Reach.REST,
    ),
    _rule("comments closed", r"(?i:(?:this article is closed for comments|comments? (?:are|is|have been) (?:now )?(?:closed|disabled|off|moderated)).{0,60})", "Comments are closed."),
    _rule(
        "comment form",
        r"(?i:(?:(?:please|you must|you need to) (?:log|sign|be logged|register)\b.{0,60}\b(?:post|comment|reply|continue)\b.{0,60}|you are commenting"
        r" using .{0,80}|required fields .{0,60}|notify me of .{0,80}|save my name.{0,120}|connecting to %s|this site uses akismet.{0,120}"
        r"|learn how your comment .{0,60}|(?:google|twitter|facebook|wordpress\.com) (?:photo|picture|logo)|by .{1,40}[•·|] reply))",
        "You must be logged in to post a comment.",
    ),
    _rule(
        "captcha",
        r"(?i:security (?:key|code|check|question) ?:.{0,40}|(?:refresh )?captcha(?: .{0,40})?|enter the (?:code|characters|text|word|numbers).{0,80}"
        r"|i[’']?a?m not a robot|verify (?:that )?you are (?:a )?human.{0,80}|page (?:generated|rendered|loaded) in .{0,40}|(?:please )?enable javascript.{0,120})",
        "Captcha refresh",
    ),
    _rule(
        "write to us",
        r"(?i:(?:please )?(?:e-?mail|contact|write to) (?:the|our) (?:editors?|newsroom|author|reporter|writer)s?\b.{0,120}"
        r"|report (?:an error|a typo|a correction|this ad|a problem).{0,60}|send us (?:your|an?|feedback|tips)\b.{0,80}|got a (?:tip|story)\?.{0,100})",
        "Please email the editor",
    ),
    # law
    _rule(
        "cookies",
        r"(?i:(?:we|this (?:web)?site|our (?:web)?site|we and our partners)\b.{0,40}\buses?\b.{0,60}\bcookies?\b.{0,450}"
        r"|by (?:continuing|clicking|using|browsing|closing)\b.{0,120}\byou (?:\w+ ){0,2}(?:agree|accept|consent)\b.{0,200}"
        r"|(?:accept|reject|allow|decline|manage|customi[sz]e)(?: all)?(?: (?:cookies|preferences|settings|consent|options))?|i (?:agree|accept)|got it!?"
        r"|(?:cookie|privacy) (?:policy|settings|preferences|notice|consent)|we (?:value|care about) your privacy.{0,200})",
        "We use cookies to improve this site. Accept",
    ),
    _rule("copyright", r"(?i:(?:.{0,80}(?:©|\(c\) ?\d{4})|copyright (?:©|\(c\)|by|\d{4})).{0,200}|.{0,120}\ball rights reserved\b.{0,120})", "© 2019 The Harbour Post"),
    _rule("no reprint", r"(?i:(?:this material|no part of this|reproduction (?:of|in)|republished with|republication)\b.{0,300}\b(?:published|reproduced|permission|prohibited|forbidden)\b.{0,120})", "Republished with permission."),
    _rule("disclaimer", r"(?i:disclaimer:? .{0,500}|the (?:views|opinions) expressed (?:in this|here|by the author|are)\b.{0,400})", "The views expressed in this article are the author's own."),
    # the page itself
    _rule("advertisement", r"(?i:advertisements?|advertising|sponsored|promoted|ad|ads? by .{1,30}|(?:story|article) continues (?:below|after).{0,40}|(?:skip|continue) to .{0,30}\b(?:ad|advertisement|content|main story|navigation)\b.{0,20})", "ADVERTISEMENT"),
    _rule("navigation", rf"(?i:{_SECTION}(?:(?: ?[|•·/,>»›] ?| ){_SECTION})*)", "Home | World | Privacy Policy"),
    _rule("breadcrumbs", r"[A-Z][\w &'’-]{0,30}(?: ?[>»›] ?[A-Z][\w &'’-]{0,80}){1,5}", "Home > Asia > Trade row deepens"),
    _rule("page tools", r"(?i:text size.{0,20}|font size.{0,20}|a ?[-+] ?a ?[-+]?|aaa|print(?: this)?(?: page| article)?|toggle .{1,20}|play(?: video| audio)?|listen to this (?:article|story).{0,20}|loading(?:\.\.\.|…)?|news ?line|breaking news|exclusive|live updates)", "Text size A A A"),
    # credits
    _rule("byline", rf"(?:(?i:by|written by|words by|words|story by|report by|reported by|posted by|published by|authors?|reporter|writer|edited by|compiled by|translated by) ?[:|]? ?@?){_NAMES},?(?: (?i:staff|special) .{{1,30}})?", "By Jane Doe and Kim Min-jun, The Harbour Post"),
    _rule("byline label", r"(?i:posted by|written by|about the (?:author|writer|reporter)s?|author|reporter|contributors?):?", "About the author", Reach.NEXT),
    _rule("agency", rf"\W?{AGENCIES}(?: (?:staff|Staff|news agency))?\W?", "AFP"),
    _rule("desk", r"(?i:(?:our |by )?(?:staff|web|news|foreign|online|special|our)[ -](?:desk|reporters?|writers?|correspondents?|team|report)|newsroom|agencies)", "Staff Reporter"),
    _rule("source line", rf"(?i:(?:source|via|courtesy|agency) ?[:：]) ?{_NAMES}", "Source: Pacific Wire"),
    _rule("reporting", r"\(?(?i:(?:additional |with )?(?:reporting|writing|editing|translation|graphics?)(?: (?:and|&) (?:reporting|writing|editing))? by) [A-Z][^()]{0,300}(?:;|\)).{0,200}", "(Reporting by Jane Doe; editing by Max Roe)"),
    _rule("reporter line", rf"(?i:(?:additional )?(?:reporting|writing|editing|translation)(?: and (?:writing|editing))? by) {_NAMES}\.?", "Additional reporting by Max Roe in Tokyo"),
    _rule("contributed", r"\(?.{0,120}\bcontributed to this (?:report|article|story)\b.{0,60}|\(?With (?:inputs?|files|reporting|additional reporting) from .{1,80}", "Jane Doe contributed to this report."),
    _rule("first published", r"(?i:\(?this (?:story|article|report|post|piece) (?:(?:was|has been|is) )?(?:(?:originally|first|automatically|not) )?(?:been )?(?:published|appeared|posted|updated|republished|edited|adapted|generated|syndicated|auto-generated) (?:by|in|on|at|from|with|to)\b.{0,200})", "This article first appeared in The Harbour Post."),
    _rule("standards", r"(?i:our standards:.{0,100}|acquire licensing rights.{0,60}|.{0,40}opens new tab)", "Our Standards: The Harbour Code"),
)  # fmt: skip


def match_rule(text: str) -> Rule | None:
    """The first row that matches the whole paragraph; `text` has its white space collapsed."""
    if len(text) > MAX_MATCHED_CHARS:
        return None
    return next((rule for rule in RULES if rule.pattern.fullmatch(text)), None)


_LABEL = re.compile(
    r"\b(?:(?:first )?published|posted|last (?:modified|updated?|changed)|updated?|modified|created|date(?: of publication)?|release[dt]?"
    r"|read|views?|time|on|at|of|by|min read)\b:?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"T?\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\b|\b\d{4} ?(?:GMT|UTC|hrs)\b|\b[ap]\.?m\b\.?|\b[A-Z]{2,4}T\b|\b(?:GMT|UTC|IST)\b|[+-]\d\d:?\d\d\b"
    r"|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")


def is_date_line(text: str) -> bool:
    """Whether the paragraph is there to say when the story was published, and perhaps by whom; never true of a sentence."""
    if len(text) > MAX_DATE_LINE_CHARS or not (dates := find_dates(text)):
        return False
    rest = text
    for written in reversed(dates):
        rest = rest[: written.span.start] + " " + rest[written.span.end :]
    bare = _LABEL.sub(" ", _CLOCK.sub(" ", rest))
    words = _LETTERS.findall(bare)
    labelled = "|" in text or re.search(r"(?i)\b(?:published|updated|posted|modified)\b", text) is not None
    limit = MAX_DATE_LINE_WORDS if labelled else MAX_BARE_DATE_LINE_WORDS
    return len(words) <= limit and not any(word[0].islower() for word in words)
