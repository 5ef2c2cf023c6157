"""The declarations of TypeScript compile, and the compiler knows what the schemas know.

The compiler comes with `npm ci`; where it is missing, these tests are left out.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from commerce_roles.interchange import typescript_types

ROOT = Path(__file__).parents[2]
COMPILER = ROOT / "node_modules/typescript/bin/tsc"
pytestmark = pytest.mark.skipif(
    not COMPILER.is_file() or shutil.which("node") is None,
    reason="`npm ci` has not installed typescript",
)
RIGHT = """import type * as cr from "./types";
export const shop: cr.Profile = {
  sector: "clothing", channels: ["instagram"], monthly_orders: [300, 450],
  social_ad_spend_eur_month: { amount: 900, currency: "EUR" },
  crisis: { trigger: "rumour" }, country: null,
};
export const team: cr.Team = { people: [{ id: "p1", skills: ["create_posts"], capacity: 40 }] };
export function text(answer: cr.Assessment): string {
  return answer.answer.text + Object.values(answer.roles).map((role) => role.verdict).join();
}
export const ours: cr.Overlay = { channel: { ours: { label: { en: "Ours" } } } };
"""
WRONG = """import type * as cr from "./types";
export const a: cr.Profile = { sektor: "clothing" };
export const b: cr.Profile = { competition: "fierce" };
export const c: cr.Profile = { monthly_orders: [1, 2, 3] };
export const d: cr.Team = { people: [{ name: "Ana" }] };
export const e: cr.Plan["format"] = "plan/2";
"""


def test_the_compiler_takes_what_is_right_and_refuses_each_fault(tmp_path: Path) -> None:
    texts = {"types": typescript_types(), "right": RIGHT, "wrong": WRONG}
    for name, text in texts.items():
        (tmp_path / f"{name}.ts").write_text(text, encoding="utf-8")
    flags = ["--strict", "--noEmit", "--target", "es2022", "--pretty", "false"]
    command = ["node", str(COMPILER), *flags, "right.ts", "wrong.ts"]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)  # noqa: S603
    places = [line.partition(",")[0] for line in done.stdout.splitlines() if line[:1] != " "]
    assert places == [f"wrong.ts({line}" for line in range(2, 7)]
