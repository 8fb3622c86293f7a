package org.fairhold.durable;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.fairhold.notice.Letter;
import org.springframework.web.util.HtmlUtils;

/** A letter as PDF/UA-1: tagged, with title and language, its font inside. The same letter gives the same bytes. */
final class Pdf {
    /** Comes with PDFBox: Latin, Greek and Cyrillic (SIL Open Font License). */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final String STYLE =
            """
            @page { size: A4; margin: 22mm 20mm; @bottom-right { content: counter(page); font-family: Text; font-size: 9pt } }
            body { font-family: Text; font-size: 11pt; line-height: 1.45 }
            h1, h2 { font-weight: normal; page-break-after: avoid }
            h1 { font-size: 17pt }
            h2 { font-size: 13pt; margin: 16pt 0 4pt }
            p, li { orphans: 2; widows: 2; word-wrap: break-word }""";

    static {
        XRLog.setLoggingEnabled(false);
    }

    private Pdf() {}

    static byte[] of(Letter letter, String language, String author, Instant issuedAt) {
        var bytes = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder()
                .useFont(() -> PDDocument.class.getResourceAsStream(FONT), "Text")
                .usePdfUaAccessibility(true)
                .withProducer(author)
                .withHtmlContent(page(letter, language, author), null);
        try (var renderer = builder.toStream(bytes).buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            var document = renderer.getPdfDocument();
            var issued = GregorianCalendar.from(issuedAt.atZone(ZoneOffset.UTC));
            document.getDocumentInformation().setCreationDate(issued);
            document.getDocumentInformation().setModificationDate(issued);
            document.setDocumentId(issuedAt.toEpochMilli());
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String page(Letter letter, String language, String author) {
        return """
                <!DOCTYPE html>
                <html lang="%s"><head><title>%2$s</title>
                <meta name="author" content="%3$s"/><meta name="description" content="%2$s"/>
                <style>%4$s</style></head>
                <body><h1>%2$s</h1>%5$s</body></html>"""
                .formatted(
                        language,
                        HtmlUtils.htmlEscape(letter.subject(), "UTF-8"),
                        HtmlUtils.htmlEscape(author, "UTF-8"),
                        STYLE,
                        letter.markup(2).replace("<br>", "<br/>"));
    }
}
