"""The door for frames: what a caller has in pandas, checked and completed, becomes what the file readers make."""
