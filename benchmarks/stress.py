"""What a kernel stands: hostile messages, a long day of cells, a crowd of kernels, sudden deaths.

usage: stress.py hostile [--messages 1000000] [--seed 7]
       stress.py day [--cells 100000] [--charts 2000]
       stress.py crowd [--kernels 50]
       stress.py deaths

Starts the program that SVERTKA_BINARY names, else .build/release/svertka. Ends with 1 where a promise of docs/kernel.md
is broken. Tests/Clients/test_stress.py runs each in a short form.
"""

import argparse
import sys

from stresses.crowd import crowd
from stresses.day import day
from stresses.deaths import deaths
from stresses.hostile import hostile

# Each part with the promise that its figures must keep.
PARTS = {
    "hostile": (hostile, lambda found: found["crash"] is None and found["MiB at the end"] < 1.05 * found["MiB after half"]),
    "day": (day, lambda found: found["growth, %"] <= 5),
    "crowd": (crowd, lambda found: found["ended"] == 0),
    "deaths": (deaths, lambda found: all(seconds <= 1.5 for seconds in found.values())),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    attack = parts.add_parser("hostile")
    attack.add_argument("--messages", type=int, default=1_000_000)
    attack.add_argument("--seed", type=int, default=7)
    whole = parts.add_parser("day")
    whole.add_argument("--cells", type=int, default=100_000)
    whole.add_argument("--charts", type=int, default=2_000)
    parts.add_parser("crowd").add_argument("--kernels", type=int, default=50)
    parts.add_parser("deaths")
    options = vars(parser.parse_args())
    part = options.pop("part")
    if part == "day":
        options["report"] = lambda line: print(line, file=sys.stderr, flush=True)
    run, keeps_promise = PARTS[part]
    found = run(**options)
    for name, value in found.items():
        print(f"{name:32} {value}")
    sys.exit(0 if keeps_promise(found) else f"{part}: the promise is broken")


if __name__ == "__main__":
    main()
