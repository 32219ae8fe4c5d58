"""The disk: catalogue, wording, settings, saved checks.

A problem that a person can be told about is a `TroubleError`: `explain/trouble_words.py` has a sentence for its kind.
The text of each exception is one line for the log, and for authors of our files. Others are defined where they are
raised:

* ResourceError     a file of Dialtone's own (catalogue, sentences, advice, roots) cannot be used
* StrictError       data from outside has a wrong shape or value; turned into a `TroubleError` or a `ResourceError`
* ResultLineError   a text is not a result line
"""
