"""Minutes in Word: one contact a document, who was there, what was decided, and the actions."""
