"""What people do to a record, one deed a file; the web and the command line call the same."""
