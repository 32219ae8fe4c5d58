"""The disk: catalogue, wording, settings, saved checks.

Each exception of store/ has a message of one line that can be shown as it is. Each stands in the file that raises it:

* Exception
  + CatalogueError        a file of the catalogue, or a root certificate, cannot be used
  + WordingError          a file of sentences or advice cannot be used
  + CheckFileError        a file is not a saved check
  + HistoryError          the history cannot be read or erased
  + ContentError          an update of catalogue and guidance is refused
    - NothingNewerError   it is in use already
  + NotThereError         a file of an update is missing at its source
* ValueError
  + StrictError           data from outside has a wrong shape or value; turned into one of the above
  + MirrorError           a text is not the address of a mirror
  + OwnServerError        a text is not the name of a server
  + PublisherError        `publisher.toml` cannot be used
* OSError
  + WriteError            a file cannot be written
"""
