"""Where records are kept: bundled ones, authored folders, and builds."""
