"""What somebody is to do: lists of actions, in minutes and by themselves."""
