package greenroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import greenroom.moderator.Browser;
import greenroom.moderator.Phone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One's own account. */
class AccountPageTests extends DeskPageTest {
    private static final String NEW_PASSWORD = "the lights go down at nine";

    @Test
    void aNewPasswordHoldsAndEndsAllOtherSessions() {
        var me = newPerson("moderator");
        var elsewhere = Browser.at(port).signIn(me, PASSWORD);
        window.as(me).open("");
        window.page().locator(".me").click();
        link("My account").click();

        window.page().getByLabel("Current password").fill("not the password at all");
        window.page().getByLabel("New password").fill(NEW_PASSWORD);
        button("Change password").click();
        assertThat(window.page().locator("main")).containsText("That is not your current password.");

        window.page().getByLabel("Current password").fill(PASSWORD);
        window.page().getByLabel("New password").fill("short");
        button("Change password").click();
        assertThat(window.page().locator("main")).containsText("A password has at least 15 characters.");

        window.page().getByLabel("New password").fill(NEW_PASSWORD);
        button("Change password").click();
        assertThat(window.page().locator(".toast")).containsText("Your password is changed.");
        assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
        Browser.at(port).signIn(me, NEW_PASSWORD);
        window.open("account");
        assertThat(window.page().locator("h1")).hasText("My account");
    }

    @Test
    void aSessionIsEndedFromElsewhere() {
        var me = newPerson("moderator");
        var elsewhere = Browser.at(port).signIn(me, PASSWORD);
        window.as(me).open("account");
        assertThat(window.page().locator(".things > li")).hasCount(2);
        assertThat(window.page().locator(".things .tag")).hasText("This one");

        window.page().locator(".things button").click();
        assertThat(window.page().locator(".things > li")).hasCount(1);
        assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
    }

    /** From the button to the confirmed code; the recovery codes are on show then. */
    private List<String> setsUp() {
        button("Set up").click();
        window.page().getByRole(AriaRole.DIALOG).getByLabel("Password").fill(PASSWORD);
        button("Next").click();
        var secret = window.page().locator(".secret").textContent().replace(" ", "");
        assertThat(scanned(window.page().locator(".qr"))).contains("secret=" + secret);

        var phone = new Phone(secret, Clock.systemUTC());
        window.page()
                .getByLabel("Code", new Page.GetByLabelOptions().setExact(true))
                .fill(phone.wrongCode());
        button("Confirm").click();
        assertThat(window.page().locator("dialog")).containsText("That code is wrong or too old.");
        window.page()
                .getByLabel("Code", new Page.GetByLabelOptions().setExact(true))
                .fill(phone.code());
        button("Confirm").click();
        assertThat(window.page().locator(".codes li")).hasCount(10);
        return window.page().locator(".codes li").allTextContents();
    }

    private void keepsTheCodes() {
        assertThat(button("Done")).isDisabled();
        window.page().getByLabel("I have kept them").check();
        button("Done").click();
    }

    /** What a phone's camera reads off the screen. */
    private static String scanned(Locator picture) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(picture.screenshot()));
            var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            var seen = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(seen)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (IOException | ReaderException e) {
            throw new AssertionError("Nothing can be read off the QR code", e);
        }
    }

    @Test
    void aSecondFactorIsSetUpByScanningAndTurnedOffByPassword() {
        var me = newPerson("moderator");
        window.as(me).open("account");
        var codes = setsUp();
        keepsTheCodes();
        assertThat(window.page().locator("main")).containsText("10 recovery codes are left.");

        var elsewhere = Browser.at(port);
        assertThat(elsewhere.triesToSignIn(me, PASSWORD).problem()).isEqualTo("second-factor-required");
        var signIn = Browser.object("username", me, "password", PASSWORD, "code", codes.get(0));
        assertThat(elsewhere.post("/api/v1/session", signIn).status()).isEqualTo(200);
        window.open("account");
        assertThat(window.page().locator("main")).containsText("9 recovery codes are left.");

        button("New recovery codes").click();
        window.page()
                .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(PASSWORD);
        button("New recovery codes").last().click();
        keepsTheCodes();
        assertThat(window.page().locator("main")).containsText("10 recovery codes are left.");

        button("Turn off").click();
        window.page()
                .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(PASSWORD);
        button("Turn off").last().click();
        assertThat(window.page().locator("main .tag").first()).hasText("Off");
        Browser.at(port).signIn(me, PASSWORD);
    }

    @Test
    void whoeverIsAskedForOneWhileTheyWorkIsLedHereToo() {
        var me = newPerson("moderator");
        window.as(me).open("numbers");
        admin().put("/api/v1/admin/moderators/" + me, "{\"secondFactorRequired\": true}");

        window.page().locator(".bar nav a").last().click();
        assertThat(window.page()).hasURL(window.address("account"));
    }

    @Test
    void whoMustHaveASecondFactorIsLedHereUntilItIsThere() {
        var me = newPerson("moderator");
        admin().put("/api/v1/admin/moderators/" + me, "{\"secondFactorRequired\": true}");
        window.as(me).open("numbers");
        assertThat(window.page()).hasURL(window.address("account"));
        assertThat(window.page().locator("main")).containsText("An admin wants everybody with your access");
        window.page().locator(".bar nav a").first().click();
        assertThat(window.page()).hasURL(window.address("account"));

        setsUp();
        keepsTheCodes();
        assertThat(window.page()).hasURL(window.address(""));
        window.open("account");
        assertThat(window.page().locator("main")).containsText("so it cannot be turned off");
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, ur"})
    void itIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        looksWell(newPerson("moderator"), "account", width, colours, language);
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, en"})
    void settingUpIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        window.close();
        window = DeskWindow.forLooking(port, width, colours, language);
        window.as(newPerson("moderator")).open("account");
        button("Set up").click();
        window.page().getByRole(AriaRole.DIALOG).getByLabel("Password").fill(PASSWORD);
        button("Next").click();
        window.page().locator(".qr").waitFor();
        window.assertAccessible("setting up");
        window.screenshot("account-set-up-" + width + "-" + colours);
        var secret = window.page().locator(".secret").textContent().replace(" ", "");
        window.page()
                .getByLabel("Code", new Page.GetByLabelOptions().setExact(true))
                .fill(new Phone(secret, Clock.systemUTC()).code());
        button("Confirm").click();
        window.page().locator(".codes").waitFor();
        window.assertAccessible("recovery codes");
        window.screenshot("account-codes-" + width + "-" + colours);
    }
}
