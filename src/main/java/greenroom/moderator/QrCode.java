package greenroom.moderator;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A QR code (ISO/IEC 18004) as rows of {@code 0} and {@code 1}, with the light border of four modules that readers need. */
final class QrCode {
    private static final Map<EncodeHintType, ?> HINTS =
            Map.of(EncodeHintType.MARGIN, 4, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);

    private QrCode() {}

    static List<String> rows(String text) {
        var modules = modules(text);
        return IntStream.range(0, modules.getHeight())
                .mapToObj(y -> row(modules, y))
                .toList();
    }

    private static BitMatrix modules(String text) {
        try {
            // of no size: one dot for each module
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS);
        } catch (WriterException e) {
            throw new IllegalStateException("The text is too long for a QR code", e);
        }
    }

    private static String row(BitMatrix modules, int y) {
        return IntStream.range(0, modules.getWidth())
                .mapToObj(x -> modules.get(x, y) ? "1" : "0")
                .collect(Collectors.joining());
    }
}
