"""Words that the rules about names need: small tables, written for news in English. No rule stands here."""

from __future__ import annotations

__all__ = [
    "COMMON_WORDS",
    "FAMILY_FIRST",
    "GENERATIONS",
    "NICKNAMES",
    "PARTICLES",
    "ROMANISATION",
    "SHORT_NAMES",
    "SMALL_WORDS",
    "TAILS",
]


def _by_each(groups: str) -> dict[str, str]:
    """Each word with the first of its group; a group is a line."""
    rows = [line.split() for line in groups.strip().splitlines()]
    return {word: row[0] for row in rows for word in row}


NICKNAMES = _by_each("""
alexander alex sasha
andrew andy drew
anthony tony
benjamin ben
charles charlie chuck
christopher chris
daniel dan danny
david dave
donald don
douglas doug
edward ed eddie ted
elizabeth liz beth betty
francis frank
frederick fred
gregory greg
james jim jimmy
jeffrey jeff
john johnny
joseph joe joey
joshua josh
katherine kate kathy katie
kenneth ken kenny
lawrence larry
margaret maggie peggy
matthew matt
michael mike mick
nicholas nick
patricia pat patty
patrick paddy
peter pete
philip phil
richard rick dick rich
robert bob bobby rob
ronald ron
samuel sam
stephen steve steven
susan sue
theodore teddy
thomas tom tommy
timothy tim
vladimir volodya
william bill billy will
""")
"""A given name in a short or familiar form, with the form under which all of them meet."""

FAMILY_FIRST = frozenset(
    "ahn bae bai baek bao cai cao chae chang chen cheng cho choe choi chu chung deng ding dong duan fan feng gao gu "
    "guo gwon ha hahm han he hong hou hu huang hwang im jang jeon jeong ji jia jiang jin jo joo ju jun jung kang "
    "kim ko kong koo ku kwak kwon lai le lee lei leung li liang liao lim lin liu lu luo ma mao meng min moon na nam "
    "ngo nguyen noh oh pae paik pak pan park peng pham qian qin rhee roh ryu sa seo shen shi shim shin sim sin so "
    "song su suh sun tan tang tao tian tran tsai um wang wei wen won woo wu xi xia xiao xie xu xue yan yang yao ye "
    "yi yim yin yoo yoon you yu yuan yun zeng zhang zhao zheng zhou zhu zou".split()
)
"""Surnames of Korea, China and Vietnam, which English text mostly leaves in front."""

PARTICLES = frozenset("abu al bin da dal de del della den der di do dos du el ibn la le ten ter van von y".split())
"""Words of a surname that may be left out: "von der Leyen" and "Leyen" are one surname."""

SHORT_NAMES = frozenset("al bo cy ed jo mo su ty vi wu xu".split()) | {word for word in FAMILY_FIRST if len(word) == 2}
"""Given names that are no two initials."""

GENERATIONS = frozenset("jr sr ii iii iv".split())

ROMANISATION = (
    *(("kh", "k"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("g", "k"), ("w", "v")),
    *(("ou", "o"), ("u", "o"), ("e", "a"), ("y", "i")),
)
"""Spellings of one sound in names from other scripts, applied one after the other; doubled letters count once."""

SMALL_WORDS = frozenset("a an and at by de del des du et for in la le of on the to und y".split())
"""Words that abbreviations skip, or don't."""

TAILS = frozenset(
    "agency airlines airways alliance associates association automotive aviation bank bancorp brands broadcasting "
    "brothers capital chemical chemicals church communications computer computers conglomerate construction "
    "consortium consulting dairy electronics energy engineering enterprise enterprises entertainment federation "
    "films finance financial firm foods foundation fund global group holding holdings hotels industrial industries "
    "institute insurance international investments laboratories labs logistics management manufacturing media "
    "mining motor motors movement network networks news newspaper organisation organization partners party "
    "petroleum pharma pharmaceutical pharmaceuticals pictures press publishing railway railways records resources "
    "restaurants retail securities services shipping society software solutions steel stores studios systems "
    "technologies technology telecom telecommunications television trading university ventures worldwide".split()
)
"""Words at the end of a body's name that say what it is, and that news leave out: "Brightwater Dairy"."""

COMMON_WORDS = frozenset(
    "advanced african air allied american anti arab army asian associated atlantic australian bay best big black "
    "blue border british business canadian capital central chinese citizens city civil climate coast coastal "
    "commercial community consumer continental country court creative crisis culture customs daily defence defense "
    "democratic development digital direct disease drug dutch east eastern economic economy education election "
    "emergency energy environment equal european exchange family farmers federal financial first food force foreign "
    "free freedom french future gas general german global golden good grand great green gulf health high highway "
    "history home house housing human immigration imperial independent indian industrial information intelligence "
    "inter interior international investment islamic israeli italian japanese joint judicial justice korean labor "
    "labour land law liberal local lower marine market medical metropolitan mexican mid middle military mineral "
    "modern monetary money motor mutual national navy new north northern nuclear oil old open opposition pacific "
    "park patriotic peace people peoples planning police popular power premier press private property protection "
    "public radio rail red regional republican rescue research rights river road royal rural russian safety saudi "
    "school science sea security senate ship smart social socialist south southern space special sport sports "
    "standard state stock students sun super supreme swiss tax television times top trade traffic training "
    "transport treasury turkish union united universal upper urban us veterans war water welfare western white wild "
    "wildlife women workers world young youth".split()
)
"""Words that many bodies share: by themselves they are nobody's name."""
