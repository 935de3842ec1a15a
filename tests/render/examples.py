"""Reports built by hand: what a renderer must manage, without a log behind it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from runlog.report.model import (
    Change,
    Changes,
    DayBar,
    DaysChart,
    Diary,
    DiaryLine,
    EpisodeSpan,
    GroundChart,
    GroundShare,
    Kpi,
    LoadFigure,
    LoadPanel,
    LoadRatio,
    PainDay,
    PainLevel,
    Report,
    Timeline,
    TimelineWeek,
)
from runlog.report.sheet import Callout, Card, CheckSheet, Findings

MONDAY = date(2026, 11, 16)
WEEKS = (31.5, 33.8, 36.2, 28.0, 37.1, 39.6, 41.8, 31.2, 42.4, 44.0, 58.3, 49.1)

WORDS = {
    "stands_out": "What stands out",
    "nothing_stands_out": "Nothing stands out this week among what was recorded.",
    "not_known": "Not known",
    "not_known_means": "Not recorded is not the same as not done. This is how to record it:",
    "in_order": "Looked at, nothing to report:",
    "evidence": "evidence",
    "source": "Source",
    "sources": "Sources",
    "held_back": "Training advice is held back until this has been looked at.",
    "no_name": "runlog",
    "description": "Weekly running report with back-pain diary, made by runlog",
    "red_flags": "First, before anything else",
    "questions": "Please answer first",
    "as_table": "The same as a table",
    "how_to_record": "How to record each: runlog check.",
    "questions_above": "see the questions above",
    "nothing_else": "Nothing else stands out in what was recorded.",
    "notices": "Notices",
    "not_recorded": "not recorded",
}


def card(code: str = "LOAD002", **changes: Any) -> Card:
    base = Card(
        code=code,
        name="weekly-jump",
        tone="caution",
        label="Caution",
        title="The week of 9 November was 46 % above your four-week mean",
        seen="58.3 km against a mean of 39.9 km; your highest in eight weeks.",
        why="A sudden rise gives a back that is not used to it little time to adapt.",
        advice="Spread a rise over several weeks.",
        evidence="mixed",
        sources=("Frandsen et al. 2025, doi 10.1136/bjsports-2024-109380",),
        facts={"status": "flag", "severity": "caution", "observed": {"distance_m": 58300.0}},
    )
    return replace(base, **changes)


def red_flag(code: str = "RED001") -> Card:
    return card(
        code,
        name="emergency-signs",
        tone="red-flag",
        label="Emergency: now",
        title="You recorded a change of bladder or bowel",
        seen="Friday 20 November: bladder_bowel = yes.",
        why="Together with back pain this can mean that nerves are under pressure.",
        advice="Go to an emergency department, or call the emergency number, now.",
        evidence="strong",
        sources=("BMJ Best Practice",),
    )


def question() -> Card:
    return card(
        "RED002",
        tone="unknown",
        label="Not known",
        title="Six questions are not answered yet",
        seen=None,
        why="Your pain rose on Friday 13 November. The answers matter more than anything below.",
        advice=None,
        evidence="",
        sources=(),
        asks=True,
        missing=("Answer them: runlog diary add --questions",),
    )


def unknown(code: str = "WARM001", title: str = "Warm-up") -> Card:
    return card(
        code,
        tone="unknown",
        label="Not known",
        title=title,
        seen=None,
        why=None,
        advice=None,
        evidence="",
        sources=(),
        missing=("Not recorded for 5 of 5 runs: write the minutes with runlog diary add --warm-up 10.",),
    )


def findings(**changes: Any) -> Findings:
    flagged = (
        card(
            "PAIN001",
            tone="act",
            label="Act",
            title="You ran five times while your back was worse than usual",
            seen="Recorded 7 of 7 days: worst 5, 4 days at 4 or more; your usual is 1.",
            why="Most backs settle in weeks, not days; training on makes it worse.",
            advice="Rest from running but keep moving: walk, or ride a static bike gently.",
            evidence="expert opinion",
            sources=("Kieffer, race preparation: back pain",),
        ),
        card("LOAD001", title="One run was 41 % longer than any in the 30 days before", evidence="moderate"),
        card(),
        card(
            "GRND001", tone="note", label="Note", title="Half of this week's distance was on asphalt", evidence="weak"
        ),
    )
    ok = (card("CROS001", tone="ok", label="In order", title="Other training beside running"),)
    base = Findings(
        questions=(question(),), flagged=flagged, unknown=(unknown(), unknown("CORE001", "Core and strength")), ok=ok
    )
    return replace(base, **changes)


def timeline(weeks: int = 12) -> Timeline:
    bars = []
    for index, distance in enumerate(WEEKS[-weeks:]):
        start = MONDAY - timedelta(weeks=weeks - 1 - index)
        before = WEEKS[max(0, index - 4) : index]
        mean = sum(before) / len(before) if len(before) == 4 else None
        bars.append(
            TimelineWeek(
                week=f"2026-W{index + 36}",
                start=start,
                label=f"{start.day} {start:%b}" if index in {0, 5, 9} else str(start.day),
                distance=distance,
                distance_label=f"{distance:.0f}",
                band=(mean, mean * 1.3) if mean else None,
                marks=("+46 %",) if distance == 58.3 else (),
                asked=index == weeks - 1,
            )
        )
    return Timeline(
        heading="Weekly distance and back pain, last twelve weeks",
        alt="Bars of weekly distance in km: 31.5, 33.8, 36.2. Dots of daily pain.",
        units="km",
        weeks=tuple(bars),
        pain=pain(weeks),
        usual_up_to=2.5,
        episodes=(EpisodeSpan(first=date(2026, 11, 13), last=date(2026, 11, 22), goes_on=True),),
        pain_label="back pain, 0 to 10",
        band_note="mean of the four weeks before, up to 30 % more",
        usual_note="near your usual 1",
        episode_note="episode",
        painkiller_note="painkillers",
        no_pain_note="No back pain recorded in these weeks",
    )


def pain(weeks: int) -> tuple[PainDay, ...]:
    first = MONDAY - timedelta(weeks=weeks - 1)
    days = []
    for index in range(weeks * 7):
        day = first + timedelta(days=index)
        if index % 11 == 3:
            continue
        value = 1.0 + (index * 7 % 3 == 0) - (index % 5 == 0)
        if day >= date(2026, 11, 13):
            value = (3.0, 4.0, 5.0, 2.0, 5.0, 5.0, 4.0, 3.0, 4.0, 2.0)[(day - date(2026, 11, 13)).days]
        level: PainLevel = "high" if value >= 4 else "raised" if value >= 3 else "usual"
        days.append(PainDay(day=day, value=value, level=level, painkillers=day == date(2026, 11, 18)))
    return tuple(days)


def days() -> DaysChart:
    shown = (
        ("Mon", None, 0.0, "rest", ()),
        ("Tue", 9.8, 5.9, "9.8", ()),
        ("Wed", 6.1, 0.0, "6.1", ("bike",)),
        ("Thu", 10.4, 6.2, "10.4", ()),
        ("Fri", None, 0.0, "", ("strength", "walk")),
        ("Sat", 7.6, 0.0, "7.6", ()),
        ("Sun", 15.2, 0.0, "15.2", ()),
    )
    bars = tuple(
        DayBar(day=MONDAY + timedelta(days=i), label=label, distance=distance, hard=hard, text=text, others=others)
        for i, (label, distance, hard, text, others) in enumerate(shown)
    )
    return DaysChart(
        heading="This week by day, km",
        alt="Distance by day in km: Tuesday 9.8, Wednesday 6.1.",
        units="km",
        days=bars,
        scale=21.4,
        hard_note="on hard ground",
    )


def ground() -> GroundChart:
    parts = (("trail", 7.8), ("gravel", 11.2), ("asphalt", 24.6), ("concrete", 3.5), ("unknown", 2.0))
    total = sum(distance for _, distance in parts)
    return GroundChart(
        heading="Where you ran",
        alt="Share of distance: asphalt 50 %, unknown 4 %.",
        shares=tuple(
            GroundShare(
                key=key,
                label=key.capitalize(),
                distance=distance,
                distance_label=f"{distance} km",
                share=distance / total,
                share_label=f"{distance / total:.0%}",
            )
            for key, distance in parts
        ),
    )


def diary(lines: int = 4) -> Diary:
    notes = ("Stiff getting out of the car.", "Pulled up at km 6, walked home.", "Sore in the evening.", "Better.")
    return Diary(
        heading="Your diary",
        lines=tuple(
            DiaryLine(
                day=MONDAY + timedelta(days=i % 7),
                label=f"Mon {16 + i % 7}",
                pain=f"{5 - i % 4}/10",
                level="high" if i % 4 < 2 else "raised",
                leg="leg 2/10" if i % 4 == 1 else "",
                note=notes[i % 4],
            )
            for i in range(lines)
        ),
        empty="No diary line this week.",
    )


def load() -> LoadPanel:
    return LoadPanel(
        heading="Load",
        note="mean: of the four weeks before",
        figures=(
            LoadFigure(key="run", label="Running", value="4:08 h", note="mean 4:37 h", number=248.0, before=277.0),
            LoadFigure(key="strength", label="Strength", value="none", note="in the log", number=0.0),
            LoadFigure(key="walk", label="Walks", value="not recorded", known=False),
            LoadFigure(key="monotony", label="Monotony", value="1.5", number=1.49),
        ),
        ratio_label="Acute : chronic load",
        ratios=(
            LoadRatio(method="rolling uncoupled 7:28", said="0.85 (7 days over the 28 before)", ratio=0.85),
            LoadRatio(method="ewma 7:28", said="not known (weighted means)", ratio=None),
        ),
        caveat="Evidence: contradicted. No finding comes from it.",
    )


def since() -> Changes:
    return Changes(
        heading="Since week 46",
        since="2026-W46",
        items=(
            Change(kind="louder", label="louder", code="LOAD002", title="x", tone="caution", tone_before="note"),
            Change(kind="gone", label="gone", code="HABIT001", title="Running only", tone=None, tone_before="caution"),
        ),
        in_brief=("1 louder, marked below.", "Told the week before and not now: Running only"),
    )


def sheet(**changes: Any) -> CheckSheet:
    base = CheckSheet(
        language="en",
        title="Weekly training report",
        athlete="Alex Sample",
        week="2026-W47",
        week_label="Week 47 · 16\u201322 November 2026",
        as_of=date(2026, 11, 22),
        findings=findings(),
        words=WORDS,
        footer="runlog is not a medical device. Numbers come from your own files; nothing leaves this computer.",
    )
    return replace(base, **changes)


def report(*, athlete: str | None = "Alex Sample", **changes: Any) -> Report:
    base = Report(
        kind="weekly",
        sheet=sheet(athlete=athlete),
        units="km",
        kpis=(
            Kpi(label="Distance", value="49.1 km", note="+5 % on your four-week mean"),
            Kpi(label="Longest run", value="15.2 km", note="Sunday, gravel"),
            Kpi(label="Worst back pain", value="5 / 10", note="usual 1 · 7 of 7 days recorded"),
            Kpi(label="Episode", value="day 10", note="began Friday 13 November"),
        ),
        timeline=timeline(),
        days=days(),
        ground=ground(),
        diary=diary(),
        load=load(),
        changes=since(),
    )
    return replace(base, **changes)


def callout(text: str) -> Callout:
    return Callout(tone="note", text=text)


def empty() -> Report:
    nothing = findings(questions=(), flagged=())
    return replace(
        report(),
        kpis=(),
        days=None,
        ground=None,
        diary=None,
        load=None,
        changes=None,
        empty="No run and no diary line this week.",
        sheet=sheet(findings=nothing),
    )
