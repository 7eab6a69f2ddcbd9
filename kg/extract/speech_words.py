"""Words of saying: verbs, nouns and phrases that make a clause somebody's own. Data for `kg.extract.speech`.

Dictionary forms, in small letters.
"""

from __future__ import annotations

__all__ = [
    "ACCUSING",
    "ANNOUNCING",
    "CLAIMS",
    "CONVINCED",
    "DOCUMENTS",
    "REPORTING",
    "SAID_OF_ONESELF",
    "SAYING",
    "SHOWING",
    "SOURCES",
    "TALKING",
    "VIEWS",
]

REPORTING = frozenset(
    "acknowledge add admit affirm allege announce argue assert assure believe boast caution charge claim comment "
    "complain conclude concede confirm contend declare decry deny describe disclose emphasize emphasise estimate "
    "explain feel hint hold indicate inform insist joke judge lament maintain mention note observe opine point "
    "proclaim promise quip quote recall reckon reiterate remark repeat reply report respond reveal say signal "
    "speculate state stress suggest suspect swear teach tell testify think tout tweet underline underscore vow "
    "warn write".split()
)
"""Verbs whose clause is somebody's words: "Kim *said* that the pact would end"."""
SAYING = REPORTING | frozenset(
    "accept advise agree anticipate ask brief counter demand determine expect fear find forecast guess hope imply "
    "notify predict propose recommend remind request rule show threaten urge wonder worry".split()
)
"""With those that take a clause as well, beside somebody who is asked, found or feared."""
ANNOUNCING = frozenset(
    "acknowledge add admit allege announce argue cite confirm deny disclose dispute forecast mention predict quote "
    "recall recount refute report reveal say".split()
)
"""Verbs whose object is somebody's words as well: "Kim *cited* Japan's decision to leave", "*announced* a ban"."""
SAID_OF_ONESELF = frozenset("acknowledge admit claim deny pledge profess promise recall report swear vow".split())
"""Verbs after which an infinitive or gerund is the subject's own word: "*vowed* to leave", "*denied* leaving"."""
TALKING = frozenset(
    (verb, preposition)
    for verb in "boast complain hint speak speculate talk tell warn".split()
    for preposition in ("of", "about", "at" if verb == "hint" else "over")
)
"""Verb and preposition before what somebody speaks of: "*warned of* an attack", "*hinted at* a withdrawal"."""
SHOWING = frozenset({"imply", "indicate", "reveal", "show", "signal", "suggest"})
"""Of these whatever is not written or said is no speaker: "the election *showed* that the party had lost"."""
ACCUSING = frozenset({"accuse", "suspect"})
"""With "of", what follows is the accuser's word: "Kim *accused* Japan of breaking the pact"."""
CONVINCED = frozenset(
    "adamant afraid certain concerned confident convinced doubtful hopeful optimistic sceptical skeptical sure "
    "worried".split()
)
"""Whoever is so thinks what follows, and nobody else has to: "Kim is *certain* that Japan left"."""
CLAIMS = frozenset(
    "accusation acknowledgement acknowledgment admission allegation announcement argument assertion assessment "
    "assumption assurance belief charge claim comment complaint concern confirmation conclusion contention declaration "
    "denial disclosure estimate expectation explanation fear finding forecast hope indication insistence judgement "
    "judgment message news notion opinion perception position prediction promise remark reminder report revelation "
    "rumor rumour ruling speculation statement suggestion suspicion testimony threat view vow warning word".split()
)
"""Nouns whose clause is somebody's words: "Kim's *claim* that Japan left", "*reports* that Japan left"."""
SOURCES = frozenset(
    "accusation allegation announcement claim complaint denial message news prediction report rumor rumour speculation "
    "statement suggestion testimony warning".split()
)
"""Of the nouns of saying, those that speak where nobody is named: "*rumours* that Japan left"."""
DOCUMENTS = frozenset(
    "account affidavit analysis announcement article assessment bulletin comment communique communiqué complaint "
    "data declaration dispatch document estimate evidence figure filing finding forecast indictment interview "
    "lawsuit letter memo memorandum message note notice poll post record release remark report research statement "
    "study survey test testimony tweet warning".split()
)
"""What has been written or read out speaks for whoever gave it out: "the *statement* by the ministry said"."""
VIEWS = frozenset("account assessment estimate eyes judgement judgment opinion telling view words word".split())
"""After "in" or "by", with somebody's name before them: "in Kim's *view*, Japan left"."""
