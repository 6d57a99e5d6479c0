"""An invented county in which everything can be tried. No person and no case in it is real."""
