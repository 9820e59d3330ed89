"""What is known of text: encodings, Unicode forms, languages, portal labels, bylines."""
