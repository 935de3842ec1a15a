"""Vendors' words for sports in the languages of their accounts → runlog's canonical sports."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from runlog.importers.tables.headers import fold
from runlog.sports import SPORT_KINDS, canonical_sport

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "running": ("run", "running", "lauf", "laufen", "course à pied", "course", "carrera", "correr", "hardlopen",
                "corsa", "corrida", "road running", "road run", "street running", "straßenlauf", "jogging",
                "carrera a pie", "course sur route", "open air running", "løb", "uncategorized running"),
    "trail_running": ("trail run", "trail running", "traillauf", "trailrunning", "trail", "course en sentier",
                      "course à pied sur sentier", "carrera de montaña", "carrera por montaña", "trail-run",
                      "trailhardlopen", "course de trail", "course en trail"),
    "treadmill_running": ("treadmill running", "treadmill", "laufband", "laufbandtraining", "tapis roulant",
                          "course à pied sur tapis roulant", "course sur tapis roulant", "carrera en cinta",
                          "cinta de correr", "loopband", "indoor running", "indoor run", "laufen (laufband)"),
    "track_running": ("track running", "track run", "bahnlauf", "bahntraining", "course sur piste"),
    "virtual_running": ("virtual run", "virtueller lauf", "course virtuelle", "course à pied virtuelle",
                        "carrera virtual"),
    "walking": ("walk", "walking", "gehen", "spaziergang", "marche", "caminata", "caminar", "wandelen", "power walking",
                "speed walking", "casual walking", "fitness walking"),
    "nordic_walking": ("nordic walking", "marche nordique", "marcha nórdica"),
    "hiking": ("hike", "hiking", "wandern", "wanderung", "randonnée", "senderismo", "excursion", "trekking"),
    "cycling": ("ride", "cycling", "bike", "biking", "radfahren", "radfahrt", "rad", "vélo", "cyclisme", "ciclismo",
                "bicicleta", "fietsen", "road biking", "road cycling", "mountain biking", "mountain bike ride",
                "gravel ride", "gravel cycling", "virtual ride", "virtual cycling", "indoor cycling", "indoor biking",
                "spinning", "mountainbiken", "mtb", "virtuelle radfahrt", "cyclisme sur route", "vtt", "rennradfahren",
                "gravel biking", "mountainbike", "indoor_cycling"),
    "e_biking": ("e-bike ride", "e-mountain bike ride", "e-bike", "e bike", "e-bike-fahrt", "vélo électrique"),
    "swimming": ("swim", "swimming", "schwimmen", "natation", "natación", "nadar", "zwemmen", "pool swim",
                 "pool swimming",
                 "open water swimming", "open water swim", "lap swimming", "schwimmbadschwimmen", "freiwasserschwimmen",
                 "natation en piscine"),
    "strength_training": ("strength training", "weight training", "strength", "krafttraining", "kraft", "musculation",
                          "renforcement musculaire", "entrenamiento de fuerza", "fuerza", "pesas", "krachttraining",
                          "entraînement aux poids et haltères", "entrenamiento con pesas",
                          "traditional strength training",
                          "gewichtstraining", "bodyweight", "weights", "gym"),
    "functional_training": ("functional strength training", "functional training", "funktionelles training"),
    "core_training": ("core training", "core", "rumpftraining"),
    "hiit": ("hiit", "high intensity interval training", "high-intensity interval training"),
    "crossfit": ("crossfit",),
    "pilates": ("pilates",),
    "yoga": ("yoga",),
    "mobility": ("mobility", "beweglichkeit", "mobilité", "preparation and recovery"),
    "stretching": ("stretching", "dehnen", "étirements", "flexibility"),
    "elliptical": ("elliptical", "crosstrainer", "ellipsentrainer", "elliptique", "elíptica", "elliptical trainer"),
    "rowing": ("rowing", "rudern", "aviron", "remo", "roeien", "indoor rowing", "virtual rowing"),
    "stair_climbing": ("stair-stepper", "stair climbing", "stair stepper", "stairs", "treppensteigen"),
    "cross_country_skiing": ("nordic ski", "cross country skiing", "langlauf", "ski de fond", "xc-ski"),
    "inline_skating": ("inline skate", "inline skating", "inlineskaten", "roller ski"),
    "ice_skating": ("ice skate", "ice skating", "skating"),
    "snowshoeing": ("snowshoe", "snowshoeing"),
    "kayaking": ("kayaking", "kayak", "kajak"),
    "stand_up_paddleboarding": ("stand up paddling", "stand up paddleboarding", "sup"),
    "training": ("workout", "training", "cardio", "other", "sonstige", "fitness", "indoor cardio", "andere", "autre",
                 "entraînement", "entrenamiento", "activity", "gym & fitness equipment", "x-train", "other indoor"),
}  # fmt: skip
_SPORT_OF: Final = MappingProxyType({fold(word): sport for sport, words in _WORDS.items() for word in words})


def sport_in_words(text: str) -> str:
    """The canonical sport that a vendor's cell names, in any language known; else the cell's own word."""
    folded = fold(text.replace("_", " "))
    found = _SPORT_OF.get(folded)
    if found:
        return found
    canonical = canonical_sport(text)
    return canonical if canonical in SPORT_KINDS else canonical[:60]
