"""An overlay with a fourth role: whoever works with influencers. Nothing in Python knows it."""

from typing import Any, Final

ROLE: Final = "influencer_manager"

OVERLAY: Final[dict[str, Any]] = {
    "field": {
        "influencers_worked_with": {
            "type": "count",
            "label": {"en": "influencers worked with", "es": "influencers con que trabajas"},
            "maximum": 1000,
            "cost_to_ask": 2,
            "changeable": True,
            "question": {
                "en": "With how many influencers do you work?",
                "es": "¿Con cuántos influencers trabajas?",
            },
        }
    },
    "quantity": {
        "influencers": {
            "label": {"en": "influencers looked after", "es": "influencers atendidos"},
            "value": "influencers_worked_with",
            "basis": "derived",
            "why": "Each one told.",
        }
    },
    "role": {
        ROLE: {
            "label": {"en": "influencer manager", "es": "responsable de influencers"},
            "area": "social",
            "reports_to": "social_media_manager",
            "definition": {
                "en": "Finds influencers and works with them.",
                "es": "Encuentra influencers y trabaja con ellos.",
            },
            "phrases": {
                "en": {
                    "name": "influencer manager",
                    "post": "the influencer manager post",
                    "work": "working with influencers",
                    "person": "whoever works with influencers",
                },
                "es": {
                    "name": "responsable de influencers",
                    "post": "el puesto de responsable de influencers",
                    "work": "trabajar con influencers",
                    "person": "quien trabaja con influencers",
                },
            },
            "basis": "assumption",
            "why": "A house of our own.",
        }
    },
    "task": {
        "brief_influencers": {
            "label": {"en": "brief influencers", "es": "dar instrucciones a influencers"},
            "area": "social",
            "phase": "execute",
            "level": "minimum",
            "responsible": ROLE,
            "accountable": "social_media_manager",
            "effort": {
                "low": 60,
                "typical": 120,
                "high": 240,
                "of": "influencers",
                "times_per_year": 12,
            },
            "governed_by": ["create_social_strategy"],
            "basis": "assumption",
            "why": "Two hours each.",
        }
    },
    "message": {
        "reason.im_many": {
            "en": "You work with many influencers.",
            "es": "Trabajas con muchos influencers.",
        },
        "reason.im_none": {
            "en": "You work with no influencers.",
            "es": "No trabajas con influencers.",
        },
    },
    "table": {
        "im_many": {
            "decides": "points",
            "role": ROLE,
            "message": "reason.im_many",
            "rules": [
                {"when": "influencers_worked_with >= 20", "then": 70},
                {"when": "influencers_worked_with >= 5", "then": 45},
            ],
            "basis": "assumption",
            "why": "Twenty fill a week.",
        },
        "im_none": {
            "decides": "cap",
            "role": ROLE,
            "message": "reason.im_none",
            "rules": [{"when": "influencers_worked_with == 0", "then": "not_needed"}],
            "basis": "assumption",
            "why": "Nobody to work with.",
        },
    },
}
