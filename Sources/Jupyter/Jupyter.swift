// Jupyter: see docs/architecture.md.
