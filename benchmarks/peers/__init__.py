"""The engines that are compared, each deciding by `rules.toml`.

What each is told is generated from the same catalogue, except what is written by hand.

A peer whose package is not installed is left out of the race, and the table says so.
"""
