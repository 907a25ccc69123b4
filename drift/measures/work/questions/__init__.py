"""What is asked of each incident: a file a subject, two columns a measure."""
