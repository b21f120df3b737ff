"""What a reader takes along: notebooks, files, archives, and the site as a folder.

macros               TeX that needs no macros of the guide's
settings             what mkdocs.yml says about the guide as a whole
expanded, prose      a page in pieces: text for any Markdown reader, programs in their place
plain_markdown       the pieces as one Markdown file
notebooks            the pieces as a notebook, outputs included
pictures             a figure's SVG as PNG
archives             zip files that are the same each time
folder               the built site as a folder that opens from disk
downloads            what is offered, on Home and beside each page
kept                 keep what was made, under a key of what it was made from
everything           all of it, into a finished site
"""

__all__: list[str] = []
