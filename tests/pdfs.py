"""Pages of PDFs as tests need them: lines drawn in Helvetica by a stream of their own."""

import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def add_page(writer: pypdf.PdfWriter, stream: bytes) -> None:
    """Add a page of letter size that draws a stream; its font is /F1, in the bytes of cp1252."""
    page = writer.add_blank_page(width=612, height=792)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    drawn = DecodedStreamObject()
    drawn.set_data(stream)
    page[NameObject("/Contents")] = writer._add_object(drawn)
