"""How far the library agrees with businesses judged by people: counts, and every difference."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from commerce_roles import assess, load_catalogue
from commerce_roles.model import Verdict


def agreement(cases: list[dict[str, Any]]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Compare every judged verdict and sourcing with what the library says."""
    counts: dict[str, Counter[str]] = {}
    differences: list[str] = []
    for case in cases:
        result = assess(case["profile"])
        for role, judged in case["verdicts"].items():
            found, row = result[role], counts.setdefault(role, Counter())
            wanted = Verdict(judged["verdict"])
            row["judged"] += 1
            row["equal"] += found.verdict == wanted
            row["acceptable"] += found.verdict.value in judged["acceptable"]
            row["within a band"] += abs(found.verdict.rank - wanted.rank) <= 1
            sourcing = case.get("sourcing", {}).get(role)
            row["same hands"] += found.sourcing == sourcing
            if found.verdict != wanted or found.sourcing != sourcing:
                differences.append(
                    f"{case['id']} {role}: judged {wanted}, {sourcing}; "
                    f"here {found.verdict} ({found.score}), {found.sourcing}"
                )
    return counts, differences


def reference_cases() -> list[dict[str, Any]]:
    """Write the catalogue's reference businesses as cases."""
    return [
        {
            "id": business.id,
            "profile": business.profile,
            "verdicts": {
                role: {"verdict": verdicts[0], "acceptable": [v.value for v in verdicts]}
                for role, verdicts in business.acceptable.items()
            },
            "sourcing": business.sourcing,
        }
        for business in load_catalogue().businesses.values()
    ]


def main(path: str = "") -> None:
    """Print the agreement with the cases of a file, or with the reference businesses."""
    cases = (
        json.loads(Path(path).read_text(encoding="utf-8"))["cases"] if path else reference_cases()
    )
    counts, differences = agreement(cases)
    columns = ("judged", "equal", "acceptable", "within a band", "same hands")
    counts["all"] = sum(counts.values(), Counter())
    sys.stdout.write(f"{'':22}" + "".join(f"{name:>15}" for name in columns) + "\n")
    for role, row in counts.items():
        sys.stdout.write(f"{role:22}" + "".join(f"{row[name]:15}" for name in columns) + "\n")
    sys.stdout.write("\n" + "\n".join(differences) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
