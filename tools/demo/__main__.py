"""``python -m tools.demo`` writes the fictional record."""

from tools.demo.write import FOLDER, write

print(f"{write()} files in {FOLDER}")
