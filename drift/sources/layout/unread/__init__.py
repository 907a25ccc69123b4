"""What a sheet that no reader knows looks like, what it lacks, and which lists are of another trade."""
