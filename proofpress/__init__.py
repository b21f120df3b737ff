"""Proofpress runs and checks a guide's examples, sets its formulas, and builds its pages.

The way from source to reader, module by module:

    pages, examples      read docs/*.md and snippets/*.py into plain data
    guide                all of it together: labels, numbers, who shows what
    sandbox, guards      run one example in this process, under guard
    fork_server, runner  run many, a process each
    figures              matplotlib's SVG, made fit for page and print
    results              keep what a run gave, under a key of all that can change it
    outputs              compare with the .out files, or write them
    checks, page_checks  everything that must hold before a page is rendered
    formulas             TeX to HTML by KaTeX, with a linear text
    formula_trees        KaTeX's parse tree, for whatever else reads a formula
    markdown_*           the Markdown extension: examples, equations, levels, links
    links                every link and anchor on the rendered pages
    ahead                what can be done while the examples run
    drawn                formulas and figures kept out of the way of search and templates
    publish              build aside, swap at the end
    finish               what a built site needs, whoever built it
    fonts, site_links    the glyphs that it uses; its links, followed once more
    pdf                  a built site as PDF, in three editions, by the modules that follow
    pdf_book, pdf_*      the pages in the order of the navigation, as a small tree
    formula_words        formulas in words, for those who can't see them
    typst_formulas, ...  KaTeX's parse tree in Typst's mathematics
    typst_markup, ...    the tree in Typst; the look is in print/guide.typ
    typst_compiler       Typst's source to PDF, and what doesn't fit
    mkdocs_hooks         the thin caller for MkDocs
"""

__all__: list[str] = []
