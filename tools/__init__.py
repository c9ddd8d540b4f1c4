"""What is run to make files of the repository, and is no part of the package."""
