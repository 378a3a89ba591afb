"""
Money from cash to rumour: how firm each amount is, who pays whom, and what is the same money.

Nothing here is stored. It is read off the words a claim stands in, by tables of words that are
open to the reader, and each reading keeps the word it rests on.
"""
