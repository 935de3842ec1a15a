"""Words by which free text tells of medicine, bladder, bowel or sexual function; English, German, French.

A list can miss a word; it errs on the side of silence. What was tried for a back is held to a list of what may be said
instead, as nobody can list the names of all medicines.
"""

import re
from typing import Final

_INTIMATE: Final = (
    "bladder", "bowel", "incontinen", r"\burin", r"\bpee(?:d|ing)?\b", r"\bwee\b", r"\bwet myself",
    r"\bpoo(?:p\w*)?\b", "stool", "constipat", "diarrh", "toilet", r"\banus", r"\banal\b", r"\brectal", r"\brectum",
    "sexual", r"\bsex\b", "erecti", "orgasm", "libido", "genital", "penis", "vagina", "vulva", "testic", "scrot",
    "prostat", "saddle", "groin", "perine", r"between (?:the |my |both )?legs", "private parts", "buttocks", "blase",
    r"\bharn", r"\bstuhl", r"\bdarm", "inkontinen", "durchfall", "verstopf", "sexuell", "erektion", r"\bintim",
    r"\bschritt\b", r"\bdamm\b", r"\bsattel", "reithose", "vessie", "intestin", r"\bselles?\b", r"p[ée]rin[ée]",
    "entre les jambes", "sexuel",
)  # fmt: skip
_MEDICINE: Final = (
    "painkill", r"\bpills?\b", "tablet", "capsule", r"\bmedic(?!ine ?balls?\b)", r"\bmeds?\b", "drug",
    r"\bdos(?:e|es|age)\b", r"\d ?mg\b", "prescri", "inject", "cortiso", "steroid", "nsaid", "anti-?inflam", "ibupro",
    r"\bibu\b", "paracetamol", "acetaminophen", "aspirin", "naprox", "diclo", "voltaren", "celecox", "etoricox",
    "arcoxia", "meloxicam", "ketoprof", "codein", "tramad", "tilidin", "oxycod", r"\bmorphi", "opioid", "opiat",
    "fentan", "metamizol", "novalgin", "novamin", "gabapent", "pregabal", "lyrica", "amitrip", "duloxet", "diazepam",
    "valium", "muscle relax", "tizanid", "cyclobenz", "methocarb", "ortoton", "predni", "tylenol", "advil",
    r"\baleve\b", "motrin", "anadin", "nurofen", "doliprane", "dafalgan", "thomapyrin", "dolormin", "antibio",
    "cannab", r"\bcbd\b", r"\b(?:pain|ibu|cooling|topical) ?gel\b", "topical", "schmerzgel", "salbe",
    r"(?<!ice )(?<!ice-)\bcream\b", "ointment", "schmerzmittel", "medikament", "spritze", "infiltrat", "antid[ée]pr",
    "rezept", "m[ée]dicament", "comprim", "piq[uû]re",
)  # fmt: skip
_TOO_MUCH: Final = re.compile("|".join((*_INTIMATE, *_MEDICINE)))

_TRIED: Final = frozenset(
    {"heat", "warm", "warmth", "hot", "cold", "cool", "ice", "pack", "packs", "pad", "bottle", "water", "bath",
     "shower", "sauna", "rest", "rested", "resting", "sleep", "nap", "bed", "lying", "down", "walk", "walks",
     "walking", "walked", "stroll", "easy", "gentle", "slow", "short", "long", "stretch", "stretches", "stretching",
     "stretched", "yoga", "pilates", "mobility", "exercise", "exercises", "core", "plank", "bridge", "strength",
     "foam", "roll", "roller", "rolling", "ball", "massage", "tape", "taping", "swim", "swimming", "bike", "ride",
     "cycling", "elliptical", "breathing", "meditation", "posture", "standing", "desk", "chair", "cushion", "pillow",
     "belt", "back", "leg", "hip", "hamstring", "hamstrings", "morning", "evening", "day", "daily", "twice", "once",
     "min", "minutes", "h", "hour", "hours", "and", "or", "with", "then", "a", "an", "the", "some", "of", "my", "for",
     "on", "in", "to", "at", "after", "before", "wärme", "wärmflasche", "warme", "warmes", "heiss", "heiß", "kälte",
     "kalt", "kühlen", "eis", "bad", "dusche", "ruhe", "ruhen", "schlaf", "liegen", "gehen", "spaziergang",
     "spazieren", "dehnen", "gedehnt", "dehnung", "übung", "übungen", "rolle", "faszienrolle", "massiert", "kraft",
     "schwimmen", "rad", "rücken", "bein", "morgens", "abends", "täglich", "und", "oder", "mit", "dann", "nach", "vor",
     "chaleur", "chaud", "froid", "glace", "bain", "douche", "repos", "marche", "marcher", "étirement", "étirements",
     "exercice", "exercices", "natation", "vélo", "dos", "jambe", "et", "ou", "avec"}
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")


def tells_too_much(words: str) -> bool:
    """Whether free words speak of medicine, bladder, bowel or sexual function, as far as known words tell."""
    return bool(_TOO_MUCH.search(words.casefold()))


def is_plain_self_care(words: str) -> bool:
    """Whether each word of what was tried is known to name no medicine."""
    return all(word in _TRIED for word in _WORD.findall(words.lower()))
