"""A ministry's office: people, rights, drafts, levels."""
